import { errors } from "./errors.ts";
import { parseMultipart } from "./multipart.ts";
import type { Upload } from "./multipart.ts";

/** A call's parameters before any check, and the files that came with it. */
export interface RequestParameters {
  raw: Record<string, unknown>;
  uploads: Map<string, Upload>;
}

const NO_UPLOADS: Map<string, Upload> = new Map();

/**
 * Reads parameters from the address, a form or JSON (https://core.telegram.org/bots/api#making-requests).
 *
 * @throws TelegramError when the body is not what its type says.
 */
export function readRequest(request: {
  query: Record<string, string>;
  contentType: string | undefined;
  body: unknown;
}): RequestParameters {
  const { query, contentType = "", body } = request;
  if (!Buffer.isBuffer(body) || body.length === 0)
    return { raw: { ...query }, uploads: NO_UPLOADS };
  if (contentType.startsWith("multipart/form-data")) {
    const form = parseMultipart(contentType, body);
    if (!form) throw errors.badRequest("can't parse multipart request: no boundary");
    return { raw: { ...query, ...Object.fromEntries(form.fields) }, uploads: form.uploads };
  }
  const fields = contentType.startsWith("application/x-www-form-urlencoded")
    ? Object.fromEntries(new URLSearchParams(body.toString()))
    : parseJson(body.toString());
  return { raw: { ...query, ...fields }, uploads: NO_UPLOADS };
}

function parseJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw errors.badRequest("can't parse request body as JSON");
  }
}
