/** What the shades from conflict to cooperation mean. */
import { S } from "../strings";

export function Scale() {
  return (
    <ul class="legend scale">
      <li>{S.network.scale[0]}</li>
      {[-3, -2, -1, 0, 1, 2, 3].map((n) => (
        <li key={n} class={`mark scale-${n}`} />
      ))}
      <li>{S.network.scale[1]}</li>
    </ul>
  );
}
