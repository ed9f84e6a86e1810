/** Views of the same thing, each with an address. */

export function Tabs({ label, of, chosen, to }: {
  label: string;
  of: Record<string, string>;
  chosen: string;
  to: (name: string) => string;
}) {
  return (
    <nav class="tabs" aria-label={label}>
      {Object.entries(of).map(([name, text]) => (
        <a key={name} href={to(name)} data-stay aria-current={name === chosen ? "page" : undefined}>
          {text}
        </a>
      ))}
    </nav>
  );
}
