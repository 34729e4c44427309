// Parts of a page that are loaded when somebody wants them first.

/** @returns loads it once; what did not come is asked for again with the next tap. */
export function onceWanted<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    loading.catch(() => { loading = undefined; });
    return loading;
  };
}
