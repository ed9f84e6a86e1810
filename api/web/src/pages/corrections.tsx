/** Everything that people have put right, the latest first. */
import { useEffect } from "preact/hooks";
import type { Correction } from "../data/records";
import { useAnswer } from "../data/use";
import { CorrectionList } from "../parts/corrections";
import { Downloads, json } from "../parts/download";
import { Wait } from "../parts/state";
import { count, S } from "../strings";

export function CorrectionsPage() {
  const found = useAnswer<{ corrections: Correction[] }>("corrections");
  useEffect(() => {
    document.title = `${S.corrections.title} – ${S.name}`;
  }, []);
  return (
    <>
      <h1 tabIndex={-1}>{S.corrections.title}</h1>
      <p class="faint">{S.corrections.help}</p>
      <Wait on={found}>
        {({ corrections }) => (
          <>
            <p role="status">{corrections.length ? count(corrections.length, "correction") : S.corrections.none}</p>
            <CorrectionList of={[...corrections].reverse()} done={() => undefined} />
            {corrections.length > 0 && <Downloads files={[{ label: S.download.json, make: () => json(corrections), name: "corrections.json" }]} />}
          </>
        )}
      </Wait>
    </>
  );
}
