/** What stands where an answer is awaited, or went wrong. */
import type { ComponentChildren } from "preact";
import { link } from "../data/address";
import type { Loaded } from "../data/use";
import { S } from "../strings";
import { KeyForm } from "./key";

/** As a `page` it has no heading but that of its children. */
export function Wait<T>({ on, page = false, children }: { on: Loaded<T>; page?: boolean; children: (data: T) => ComponentChildren }) {
  if (on.error && page && on.error.status === 404) {
    return (
      <>
        <h1 tabIndex={-1}>{S.gone}</h1>
        <p>{S.goneHelp}</p>
        <p class="faint" role="alert">{on.error.what}</p>
        <p>
          <a href="./">{S.nav.ask}</a> · <a href={link({ view: "events" })}>{S.nav.explore}</a>
        </p>
      </>
    );
  }
  if (on.error) {
    return (
      <div class="wrong" role="alert">
        {page && <h1 tabIndex={-1}>{S.failed}</h1>}
        <p>
          <strong>{on.error.what}</strong>
        </p>
        {on.error.remedy && <p>{on.error.remedy}</p>}
        {on.error.status === 401 && <KeyForm done={() => location.reload()} />}
      </div>
    );
  }
  if (on.data === undefined) {
    return <p class="faint loading" role="status">{S.loading}</p>;
  }
  return <div class="loaded" aria-busy={on.loading}>{children(on.data)}</div>;
}
