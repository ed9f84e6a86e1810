/** Answers of the service as state of a component. */
import { useEffect, useState } from "preact/hooks";
import { already, changes, Failure, get } from "./service";

export interface Loaded<T> {
  data: T | undefined;
  error: Failure | undefined;
  loading: boolean;
}

interface Found<T> {
  address: string | null;
  /** Of which state of the graph. */
  of: number;
  data?: T;
  error?: Failure;
}

/** The answer to an address; while another is on its way, the one before it stays. */
export function useAnswer<T>(address: string | null): Loaded<T> {
  const of = changes.value;
  const [found, set] = useState<Found<T>>({ address: null, of });
  useEffect(() => {
    if (address === null || already(address) !== undefined) {
      set({ address, of, ...(address !== null && { data: already<T>(address) as T }) });
      return undefined;
    }
    const abort = new AbortController();
    get<T>(address, abort.signal).then(
      (data) => set({ address, of, data }),
      (error: unknown) => {
        if (!abort.signal.aborted) {
          set({ address, of, error: error instanceof Failure ? error : new Failure(String(error)) });
        }
      },
    );
    return () => abort.abort();
  }, [address, of]);
  const current = found.address === address && found.of === of;
  const known = already<T>(address);
  return {
    data: known ?? found.data,
    error: current ? found.error : undefined,
    loading: address !== null && known === undefined && !current,
  };
}
