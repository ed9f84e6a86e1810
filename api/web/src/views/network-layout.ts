/** The layout of a network, worked out beside the page and followed as quickly as it can be drawn. */
import type { Found, Task } from "./layout-worker";

interface Followed {
  communities: (found: readonly number[]) => void;
  /** Draws positions; those that come meanwhile are left out but for the last. */
  positions: (found: Float32Array) => Promise<void>;
  done: () => void;
}

export class Layout {
  private worker: Worker | undefined;

  run(task: Task, followed: Followed): void {
    this.stop();
    const worker = new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" });
    this.worker = worker;
    let newest: Float32Array | undefined;
    let [last, drawing] = [false, false];
    const follow = async () => {
      if (drawing) {
        return;
      }
      drawing = true;
      while (newest && this.worker === worker) {
        const positions = newest;
        newest = undefined;
        await followed.positions(positions);
      }
      drawing = false;
      if (last && this.worker === worker) {
        this.stop();
        followed.done();
      }
    };
    worker.onmessage = ({ data }: MessageEvent<Found>) => {
      if ("communities" in data) {
        followed.communities(data.communities);
      } else {
        newest = data.positions;
        last = data.done;
        void follow();
      }
    };
    worker.postMessage(task);
  }

  stop(): void {
    this.worker?.terminate();
    this.worker = undefined;
  }
}
