import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Files } from "../files.ts";
import { parseMultipart } from "../multipart.ts";
import type { Upload } from "../multipart.ts";
import type { Action, ActResult } from "../protocol.ts";
import { act } from "./act.ts";
import type { Actors } from "./act.ts";
import type { Live } from "./live.ts";
import { servePageFiles } from "./page-files.ts";

/** The routes that the browser page uses; `protocol.ts` describes them. */
export function servePage(app: FastifyInstance, parts: { actors: Actors; live: Live }): void {
  const { actors, live } = parts;
  app.get("/sandbox/state", () => live.snapshot());
  app.get("/sandbox/events", (_request, reply) => {
    reply.hijack();
    live.connect(reply.raw);
  });
  app.post("/sandbox/act", (request) => answerAct(actors, request));
  app.get<{ Params: { id: string } }>("/sandbox/file/:id", (request, reply) =>
    sendStored(actors.stage.files, request.params.id, request.headers.range, reply),
  );
  servePageFiles(app);
}

async function answerAct(actors: Actors, request: FastifyRequest): Promise<ActResult> {
  if (!isFromPage(request)) return { ok: false, error: "Only the page itself may act." };
  try {
    const { action, files } = readAction(request);
    return await act(actors, action, files);
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Another site that is open in the same browser has no business here. */
function isFromPage({ headers }: FastifyRequest): boolean {
  const { origin, host } = headers;
  return origin === undefined || URL.parse(origin)?.host === host;
}

function readAction({ headers, body }: FastifyRequest): { action: Action; files: Upload[] } {
  if (!Buffer.isBuffer(body)) throw new Error("Nothing to do.");
  const type = headers["content-type"] ?? "";
  const form = type.startsWith("multipart/form-data") ? parseMultipart(type, body) : undefined;
  const text = form ? (form.fields.get("action") ?? "") : body.toString("utf8");
  return { action: JSON.parse(text) as Action, files: form?.files ?? [] };
}

/** Browsers ask for parts of sound and video. */
function sendStored(
  files: Files,
  id: string,
  range: string | undefined,
  reply: FastifyReply,
): FastifyReply {
  const file = files.get(id);
  const bytes = file && files.bytes(file);
  if (!bytes) return reply.code(404).send({ error: "There is no such file." });
  void reply.type(safeType(file.mimeType)).header("accept-ranges", "bytes");
  void reply
    .header("x-content-type-options", "nosniff")
    .header("content-security-policy", "sandbox");
  const wanted = /^bytes=(\d+)-(\d*)$/.exec(range ?? "");
  if (!wanted) return reply.send(bytes);
  const from = Number(wanted[1]);
  const to = Math.min(wanted[2] ? Number(wanted[2]) : bytes.length - 1, bytes.length - 1);
  if (from > to) return reply.code(416).header("content-range", `bytes */${bytes.length}`).send();
  return reply
    .code(206)
    .header("content-range", `bytes ${from}-${to}/${bytes.length}`)
    .send(bytes.subarray(from, to + 1));
}

/** Nothing that was sent may run as a page of ours. */
function safeType(mimeType: string): string {
  return /^(image\/(?!svg)|audio\/|video\/|application\/pdf$)/.test(mimeType)
    ? mimeType
    : "application/octet-stream";
}
