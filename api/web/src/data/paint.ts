/** First an answer to the eye, then the work: what takes long waits until the page has been painted. */

/** Do something once what has changed on the page is painted; gives what calls it off. */
export function afterPaint(work: () => void): () => void {
  let timer: number | undefined;
  const frame = requestAnimationFrame(() => {
    timer = window.setTimeout(work);
  });
  return () => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
}

/** The page is painted, or a slice of work over: others may have their turn. */
export const turn = (): Promise<void> => new Promise((done) => window.setTimeout(done));

const ASK_AGAIN_MS = 8;

/** All that was to be drawn on these canvases is drawn. Asking, not waiting for it, lets the page answer meanwhile. */
export async function finished(contexts: readonly WebGL2RenderingContext[]): Promise<void> {
  for (const context of contexts) {
    const fence = context.fenceSync(context.SYNC_GPU_COMMANDS_COMPLETE, 0);
    context.flush();
    while (fence && !context.isContextLost() && context.getSyncParameter(fence, context.SYNC_STATUS) !== context.SIGNALED) {
      await new Promise((done) => window.setTimeout(done, ASK_AGAIN_MS));
    }
    context.deleteSync(fence);
  }
}
