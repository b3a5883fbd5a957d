import type { ZodType } from "zod";
import { errors } from "../errors.ts";
import type { Upload } from "../multipart.ts";

/** How a parameter is read. */
export type ParameterKind =
  | "text"
  | "integer"
  | "decimal"
  | "flag"
  | "chat"
  | "file"
  | "json"
  /** The Bot API has it, the sandbox does not act on it: refused, so that nobody believes that it works. */
  | "unsupported";

/** One parameter of a method: how it is read from a request, and what it may be. */
export interface Parameter {
  kind: ParameterKind;
  /** The server's complaint when it is missing; undefined: it may be missing. */
  missing?: string;
  shape?: ZodType;
  /** For JSON of several shapes: picks the shape by what was sent. */
  pick?: (value: object) => ZodType;
}

/** `required(text, "message text is empty")`: the words are those of the server. */
export function required(parameter: Parameter, missing: string): Parameter {
  return { ...parameter, missing };
}

export const text: Parameter = { kind: "text" };
export const integer: Parameter = { kind: "integer" };
export const decimal: Parameter = { kind: "decimal" };
export const flag: Parameter = { kind: "flag" };
export const file: Parameter = { kind: "file" };
export const unsupported: Parameter = { kind: "unsupported" };
export const chat: Parameter = required({ kind: "chat" }, "chat_id is empty");
/** JSON of one shape. */
export const json = (shape: ZodType): Parameter => ({ kind: "json", shape });
/** JSON whose shape shows in what was sent. */
export const jsonOf = (pick: (value: object) => ZodType): Parameter => ({ kind: "json", pick });

/**
 * Reads one parameter as the server does: numbers, flags and JSON may come as strings.
 *
 * @param uploads the parts of a multipart request that are files, by name.
 * @throws TelegramError when it is missing or not what it should be.
 */
export function readParameter(
  name: string,
  parameter: Parameter,
  raw: unknown,
  uploads: Map<string, Upload>,
): unknown {
  const given = parameter.kind === "file" ? (raw ?? uploads.get(name)) : raw;
  if (given === undefined || given === null || (given === "" && parameter.kind !== "text")) {
    if (parameter.missing !== undefined) throw errors.badRequest(parameter.missing);
    return undefined;
  }
  switch (parameter.kind) {
    case "text":
      if (typeof given !== "string") throw wrong(name, "a string");
      if (given === "" && parameter.missing !== undefined)
        throw errors.badRequest(parameter.missing);
      // Half an emoji is no text: what JSON calls "\ud83d" has no UTF-8.
      if (!given.isWellFormed()) throw errors.badRequest("strings must be encoded in UTF-8");
      return given;
    case "integer":
      return readNumber(name, given, Number.isSafeInteger, "an integer");
    case "decimal":
      return readNumber(name, given, Number.isFinite, "a number");
    case "flag":
      return readFlag(name, given);
    case "chat":
      return readChat(name, given);
    case "file":
      return withUploads(given, uploads);
    case "json":
      return readJson(name, parameter, given, uploads);
    case "unsupported":
      throw errors.misuse(`parameter "${name}" is known to the Bot API, but not to the sandbox`);
  }
}

function wrong(name: string, wanted: string) {
  return errors.misuse(`parameter "${name}" must be ${wanted}`);
}

function readNumber(
  name: string,
  raw: unknown,
  isFine: (value: number) => boolean,
  wanted: string,
): number {
  const value = typeof raw === "string" ? Number(raw) : raw;
  if (typeof value !== "number" || !isFine(value)) throw wrong(name, wanted);
  return value;
}

function readFlag(name: string, raw: unknown): boolean {
  if (raw === true || raw === "true" || raw === "True" || raw === "1") return true;
  if (raw === false || raw === "false" || raw === "False" || raw === "0") return false;
  throw wrong(name, "true or false");
}

function readChat(name: string, raw: unknown): number | string {
  if (typeof raw === "number" && Number.isSafeInteger(raw)) return raw;
  if (typeof raw === "string") return /^-?\d+$/.test(raw) ? Number(raw) : raw;
  throw wrong(name, "a chat's id or @username");
}

function readJson(
  name: string,
  parameter: Parameter,
  raw: unknown,
  uploads: Map<string, Upload>,
): unknown {
  const value = typeof raw === "string" ? parseJson(name, raw) : raw;
  if (typeof value !== "object" || value === null) throw wrong(name, "a JSON object or array");
  const shape = parameter.pick?.(value) ?? parameter.shape;
  const result = shape?.safeParse(value);
  if (result && !result.success) {
    const issue = result.error.issues[0];
    const path = [name, ...(issue?.path ?? [])].join(".");
    throw errors.misuse(`${path}: ${issue?.message ?? "is not as the Bot API wants it"}`);
  }
  return withUploads(result ? result.data : value, uploads);
}

function parseJson(name: string, raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    throw errors.badRequest(`can't parse ${name.replaceAll("_", " ")} JSON object`);
  }
}

/** Puts the files themselves where "attach://<name>" stands for them. */
function withUploads(value: unknown, uploads: Map<string, Upload>): unknown {
  if (typeof value === "string" && value.startsWith("attach://")) {
    const upload = uploads.get(value.slice("attach://".length));
    if (!upload) throw errors.misuse(`no file part is named as in "${value}"`);
    return upload;
  }
  if (Array.isArray(value)) return value.map((item) => withUploads(item, uploads));
  if (typeof value !== "object" || value === null || Buffer.isBuffer(value) || "bytes" in value) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withUploads(item, uploads)]),
  );
}
