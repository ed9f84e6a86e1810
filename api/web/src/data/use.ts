/** Answers of the service as state of a component. */
import { useEffect, useState } from "preact/hooks";
import { already, Failure, get } from "./service";

export interface Loaded<T> {
  data: T | undefined;
  error: Failure | undefined;
  loading: boolean;
}

/** The answer to an address; while another is on its way, the one before it stays. */
export function useAnswer<T>(address: string | null): Loaded<T> {
  const [found, set] = useState<{ address: string | null; data?: T; error?: Failure }>({ address: null });
  useEffect(() => {
    if (address === null || already(address) !== undefined) {
      set({ address, ...(address !== null && { data: already<T>(address) as T }) });
      return undefined;
    }
    const abort = new AbortController();
    get<T>(address, abort.signal).then(
      (data) => set({ address, data }),
      (error: unknown) => {
        if (!abort.signal.aborted) {
          set({ address, error: error instanceof Failure ? error : new Failure(String(error)) });
        }
      },
    );
    return () => abort.abort();
  }, [address]);
  const current = found.address === address;
  const known = already<T>(address);
  return {
    data: known ?? found.data,
    error: current ? found.error : undefined,
    loading: address !== null && known === undefined && !current,
  };
}
