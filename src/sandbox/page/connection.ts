import type { Action, ActResult, PageEvent } from "../protocol.ts";

/** After a refusal the browser gives up by itself; then this long (milliseconds) passes before the next try. */
const RETRY_AFTER = 2000;

/**
 * Listens to the sandbox. A lost connection comes back by itself, and each one begins with a whole snapshot.
 *
 * @returns a function that stops listening
 */
export function listen(
  receive: (event: PageEvent) => void,
  noteConnection: (connected: boolean) => void,
): () => void {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    const opened = new EventSource("/sandbox/events");
    source = opened;
    opened.addEventListener("open", () => noteConnection(true));
    opened.addEventListener("error", () => {
      noteConnection(false);
      if (opened.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_AFTER);
    });
    opened.addEventListener("message", (event: MessageEvent<string>) => {
      receive(JSON.parse(event.data) as PageEvent);
    });
  };
  open();
  return () => {
    clearTimeout(retry);
    source?.close();
  };
}

/** Does something in a person's name; a sandbox that cannot be reached is an error like any other. */
export async function act(action: Action, files: readonly File[] = []): Promise<ActResult> {
  try {
    const response = await fetch("/sandbox/act", { method: "POST", ...encode(action, files) });
    return (await response.json()) as ActResult;
  } catch {
    return { ok: false, error: "no connection" };
  }
}

function encode(action: Action, files: readonly File[]): RequestInit {
  if (files.length === 0) {
    return { headers: { "content-type": "application/json" }, body: JSON.stringify(action) };
  }
  const body = new FormData();
  body.append("action", JSON.stringify(action));
  for (const [index, file] of files.entries()) body.append(`file${index}`, file, file.name);
  return { body };
}

/** The address of a file's bytes. */
export function fileAddress(fileId: string): string {
  return `/sandbox/file/${encodeURIComponent(fileId)}`;
}
