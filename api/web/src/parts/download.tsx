/** Files of what is shown, and the link to it. */
import { useState } from "preact/hooks";
import { file as fetched, key } from "../data/service";
import { S } from "../strings";

export interface File {
  label: string;
  /** An address of the service, or what makes the file here. */
  href?: string;
  make?: () => Promise<Blob> | Blob;
  name?: string;
}

export function save(blob: Blob, name: string): void {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000);
}

export function Downloads({ files }: { files: readonly File[] }) {
  const [wrong, setWrong] = useState("");
  const make = (file: File, what: () => Promise<Blob> | Blob) => {
    setWrong("");
    Promise.resolve()
      .then(what)
      .then(
        (blob) => save(blob, file.name ?? "download"),
        (error: unknown) => setWrong(error instanceof Error ? error.message : String(error)),
      );
  };
  return (
    <div class="downloads" role="group" aria-label={S.download.label}>
      <span class="faint">{S.download.label}</span>
      {files.map((file) => {
        const { href, make: made } = file;
        return href !== undefined ? (
          <a
            key={file.label}
            href={href}
            download={file.name ?? ""}
            onClick={(event) => {
              // A link cannot show a key.
              if (key() !== null) {
                event.preventDefault();
                make(file, () => fetched(href));
              }
            }}
          >
            {file.label}
          </a>
        ) : (
          <button key={file.label} type="button" class="link" onClick={() => made && make(file, made)}>
            {file.label}
          </button>
        );
      })}
      <CopyLink />
      {wrong && <span class="wrong" role="alert">{wrong}</span>}
    </div>
  );
}

function CopyLink() {
  const [said, say] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      say(S.download.copied);
    } catch {
      say(S.download.copyFailed);
    }
    setTimeout(() => say(""), 3000);
  };
  return (
    <>
      <button type="button" class="link" onClick={() => void copy()}>
        {S.download.link}
      </button>
      <span role="status" class="faint">{said}</span>
    </>
  );
}

/** Rows as CSV (RFC 4180). */
export function csv(rows: readonly (readonly (string | number | null | undefined)[])[]): Blob {
  const cell = (value: string | number | null | undefined) => {
    const text = String(value ?? "");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return new Blob([`${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`], { type: "text/csv" });
}

export function json(value: unknown): Blob {
  return new Blob([JSON.stringify(value, null, 2)], { type: "application/json" });
}

/** A drawing with the colours that the page gives it, as a file of its own. */
export function svg(drawing: SVGSVGElement): Blob {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll<SVGElement>("*")];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  originals.forEach((original, at) => {
    const style = getComputedStyle(original);
    for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "opacity", "text-anchor"]) {
      copies[at]?.setAttribute(name, style.getPropertyValue(name));
    }
  });
  const { width, height } = drawing.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
}
