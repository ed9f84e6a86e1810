/** Calls to the service. Addresses are relative, so that it may stand behind any prefix. */
import { signal } from "@preact/signals";

/** What the service says went wrong. */
export class Failure extends Error {
  constructor(
    readonly what: string,
    readonly where: string | null = null,
    readonly remedy: string | null = null,
    readonly status = 0,
  ) {
    super([what, remedy].filter(Boolean).join(": "));
  }
}

/** Counts how often the graph has changed under the reader's hands: what was answered before no longer holds. */
export const changes = signal(0);

const KEPT = 60;
const kept = new Map<string, unknown>();

/** A key that the reader gave, for as long as the tab is open. */
export function key(): string | null {
  return sessionStorage.getItem("key");
}

/** From now on; none to forget it. */
export function useKey(given: string | null): void {
  if (given === null) {
    sessionStorage.removeItem("key");
  } else {
    sessionStorage.setItem("key", given);
  }
}

/** Ask the service with the key that there is now; a key that is none is forgotten, as it would keep the reader from what anybody may see. */
export async function ask(address: string, accept = "application/json", options: RequestInit = {}): Promise<Response> {
  const shown = key();
  const answer = await fetch(address, {
    ...options,
    headers: { ...options.headers, Accept: accept, ...(shown && { Authorization: `Bearer ${shown}` }) },
  });
  // Another key may have been given while this one was on its way.
  if (answer.status === 401 && key() === shown) {
    useKey(null);
  }
  return answer;
}

export async function post<T>(address: string, body: unknown): Promise<T> {
  const answer = await ask(address, undefined, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const found: unknown = await answer.json();
  if (!answer.ok) {
    throw failure(found, answer.status);
  }
  return found as T;
}

/** The answer to a GET as JSON; of the last answers, at once. */
export async function get<T>(address: string, signal?: AbortSignal, fresh = false): Promise<T> {
  const known = kept.get(address);
  if (known !== undefined && !fresh) {
    return known as T;
  }
  const answer = await ask(address, undefined, { signal: signal ?? null });
  const body: unknown = await answer.json();
  if (!answer.ok) {
    throw failure(body, answer.status);
  }
  kept.set(address, body);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) {
      break;
    }
    kept.delete(oldest);
  }
  return body as T;
}

/** What is kept, if it is. */
export function already<T>(address: string | null): T | undefined {
  return address === null ? undefined : (kept.get(address) as T | undefined);
}

/** Forget the answers, because the graph has changed. */
export function forget(): void {
  kept.clear();
  changes.value += 1;
}

/** A file of the service, for which a key may be needed. */
export async function file(address: string): Promise<Blob> {
  const answer = await ask(address, "*/*");
  if (!answer.ok) {
    throw failure(await answer.json().catch(() => null), answer.status);
  }
  return answer.blob();
}

export function failure(body: unknown, status: number): Failure {
  const error = (body as { error?: { what?: string; where?: string | null; remedy?: string | null } } | null)?.error;
  return new Failure(error?.what ?? `HTTP ${status}`, error?.where ?? null, error?.remedy ?? null, status);
}

/** A query string with a parameter for each value; empty ones are left out. */
export function query(parameters: Record<string, string | number | readonly string[] | undefined>): string {
  const made = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value as string | number | undefined]) {
      if (one !== undefined && one !== "") {
        made.append(name, String(one));
      }
    }
  }
  return made.toString();
}
