import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { setTimeout as sleep } from "node:timers/promises";
import { TelegramError, errors } from "./errors.ts";
import type { Fault, Faults } from "./faults.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";
import type { Context } from "./methods/context.ts";
import { perform } from "./methods/index.ts";
import { parseMultipart } from "./multipart.ts";
import type { Upload } from "./multipart.ts";
import { findMethod, readParameters } from "./schemas/index.ts";

interface BotApi {
  context: Context;
  ledger: Ledger;
  faults: Faults;
  botToken: string;
}

interface BotRequest {
  Params: { token: string; method: string };
  Querystring: Record<string, string>;
}

/** The Bot API over HTTP: https://core.telegram.org/bots/api#making-requests */
export function serveBotApi(app: FastifyInstance, api: BotApi): void {
  app.all<BotRequest>("/bot:token/:method", async (request, reply) => {
    const gone = new AbortController();
    reply.raw.once("close", () => gone.abort());
    const outcome = await answer(api, request, gone.signal);
    if (outcome.fault !== undefined) return actOnFault(outcome.fault, outcome.body, reply);
    return reply.code(outcome.status).send(outcome.body);
  });
  app.get<{ Params: { token: string; "*": string } }>("/file/bot:token/*", (request, reply) => {
    const { token, "*": path } = request.params;
    const file = token === api.botToken ? api.context.files.byPath(path) : undefined;
    const bytes = file && api.context.files.bytes(file);
    if (!bytes) return reply.code(404).send(failure(errors.notFound()));
    return reply.type("application/octet-stream").send(bytes);
  });
  api.context.webhook.onReply(async (name, raw) => {
    await call(api, name, raw, new Map(), AbortSignal.timeout(1000));
  });
}

interface HttpOutcome {
  status: number;
  body: object;
  fault?: Fault;
}

async function answer(
  api: BotApi,
  request: FastifyRequest<BotRequest>,
  signal: AbortSignal,
): Promise<HttpOutcome> {
  const { token, method } = request.params;
  if (token !== api.botToken) return asHttp(failure(errors.unauthorized()));
  try {
    const { raw, uploads } = readRequest(request);
    return await call(api, method, raw, uploads, signal);
  } catch (error) {
    return asHttp(failure(asTelegramError(error)));
  }
}

async function call(
  api: BotApi,
  name: string,
  raw: Record<string, unknown>,
  uploads: Map<string, Upload>,
  signal: AbortSignal,
): Promise<HttpOutcome> {
  const method = findMethod(name);
  const fault = api.faults.take(method ?? name, raw);
  if (fault !== undefined && isBefore(fault)) {
    const body = typeof fault === "object" && "error_code" in fault ? failureOf(fault) : {};
    note(api, method ?? name, raw, describeFault(fault));
    return { ...asHttp(body), fault };
  }
  let parameters = raw;
  try {
    if (!method) throw errors.methodNotFound();
    parameters = readParameters(method, raw, uploads);
    const result = await perform(api.context, method, parameters, signal);
    if (method !== "getUpdates") note(api, method, parameters, { ok: true, result });
    const body = { ok: true, result };
    return { status: 200, body, ...(fault !== undefined && { fault }) };
  } catch (error) {
    const problem = asTelegramError(error);
    const { code: error_code, description } = problem;
    if (method !== "getUpdates")
      note(api, name, parameters, { ok: false, error_code, description });
    return asHttp(failure(problem));
  }
}

function readRequest(request: FastifyRequest<BotRequest>) {
  const uploads = new Map<string, Upload>();
  const raw: Record<string, unknown> = { ...request.query };
  const type = request.headers["content-type"] ?? "";
  const body = request.body;
  if (!Buffer.isBuffer(body) || body.length === 0) return { raw, uploads };
  if (type.startsWith("multipart/form-data")) {
    const form = parseMultipart(type, body);
    if (!form) throw errors.badRequest("can't parse multipart request: no boundary");
    return { raw: { ...raw, ...Object.fromEntries(form.fields) }, uploads: form.uploads };
  }
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return {
      raw: { ...raw, ...Object.fromEntries(new URLSearchParams(body.toString())) },
      uploads,
    };
  }
  return { raw: { ...raw, ...parseJsonBody(body.toString()) }, uploads };
}

function parseJsonBody(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw errors.badRequest("can't parse request body as JSON");
  }
}

function asTelegramError(error: unknown): TelegramError {
  if (error instanceof TelegramError) return error;
  return errors.internal(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function failure({ code, description, parameters }: TelegramError) {
  return { ok: false, error_code: code, description, ...(parameters && { parameters }) };
}

function failureOf(fault: Extract<Fault, { error_code: number }>) {
  return { ok: false, ...fault };
}

function asHttp(body: object): HttpOutcome {
  return { status: "error_code" in body ? Number(body.error_code) : 200, body };
}

/** Faults with which the call is not carried out. */
function isBefore(fault: Fault): boolean {
  return fault === "reset" || (typeof fault === "object" && !("delay" in fault));
}

function describeFault(fault: Fault): LedgerEntry["outcome"] {
  if (typeof fault === "object" && "error_code" in fault) {
    return { ok: false, error_code: fault.error_code, description: fault.description };
  }
  return { ok: false, error_code: 0, description: "sandbox: the fault hook stopped this call" };
}

async function actOnFault(fault: Fault, body: object, reply: FastifyReply): Promise<FastifyReply> {
  if (fault === "reset" || fault === "reset after") {
    reply.hijack();
    reply.raw.destroy();
    return reply;
  }
  if ("html" in fault) return reply.code(fault.status).type("text/html").send(fault.html);
  if ("delay" in fault) await sleep(fault.delay);
  const status = "error_code" in fault ? fault.error_code : 200;
  return reply.code(status).send(body);
}

function note(
  { ledger, context }: BotApi,
  method: string,
  parameters: Record<string, unknown>,
  outcome: LedgerEntry["outcome"],
): void {
  const params = withoutBytes(parameters) as Record<string, unknown>;
  ledger.add({ at: context.world.clock.now(), method, params, outcome });
}

function withoutBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBytes);
  if (typeof value !== "object" || value === null) return value;
  if ("bytes" in value && Buffer.isBuffer(value.bytes)) {
    return { upload: "fileName" in value ? value.fileName : "", size: value.bytes.length };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutBytes(item)]));
}
