import { useEffect, useRef, useState } from 'react';

export type Loaded<T> =
  { state: 'loading' } | { state: 'done'; value: T } | { state: 'failed'; reason: string };

/** Between two loads of what keeps changing. */
const PAUSE_MILLIS = 300;

/**
 * Loads again when `key` changes, but not before the load that is under way has come back: a busy entry would never
 * be seen otherwise. What was loaded stays until then, so that nothing flickers.
 */
export function useLoaded<T>(
  subject: string,
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
): Loaded<T> {
  const [held, setHeld] = useState<{ subject: string; loaded: Loaded<T> }>();
  const newest = useRef(load);
  const loader = useRef<Loader<T>>(undefined);
  useEffect(() => {
    newest.current = load;
  });
  useEffect(() => {
    const made = new Loader(
      (signal) => newest.current(signal),
      (loaded: Loaded<T>) => setHeld({ subject, loaded }),
    );
    loader.current = made;
    return () => made.close();
  }, [subject]);
  useEffect(() => loader.current?.ask(), [subject, key]);
  return held?.subject === subject ? held.loaded : { state: 'loading' };
}

class Loader<T> {
  readonly #aborter = new AbortController();
  readonly #load: (signal: AbortSignal) => Promise<T>;
  readonly #tell: (loaded: Loaded<T>) => void;
  #running = false;
  #again = false;

  constructor(load: (signal: AbortSignal) => Promise<T>, tell: (loaded: Loaded<T>) => void) {
    this.#load = load;
    this.#tell = tell;
  }

  ask(): void {
    if (this.#aborter.signal.aborted) return;
    if (this.#running) this.#again = true;
    else void this.#run();
  }

  close(): void {
    this.#aborter.abort();
  }

  async #run(): Promise<void> {
    this.#running = true;
    const loaded = await this.#outcome();
    if (this.#aborter.signal.aborted) return;
    this.#tell(loaded);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
    this.#running = false;
    if (this.#again) {
      this.#again = false;
      this.ask();
    }
  }

  async #outcome(): Promise<Loaded<T>> {
    try {
      return { state: 'done', value: await this.#load(this.#aborter.signal) };
    } catch (error) {
      return { state: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  }
}
