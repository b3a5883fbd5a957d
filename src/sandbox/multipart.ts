/** A file that came with a request. */
export interface Upload {
  fileName: string;
  bytes: Buffer;
  /** As the part's header says; a name for "any bytes" counts as nothing. */
  mimeType?: string;
}

/** A form that came as multipart/form-data. */
export interface Form {
  fields: Map<string, string>;
  /** By name; of several parts with one name the last. */
  uploads: Map<string, Upload>;
  /** All file parts in order. */
  files: Upload[];
}

const BLANK_LINE = "\r\n\r\n";
const ANY_BYTES = "application/octet-stream";

/**
 * Splits a multipart/form-data body. Written here because grammY sends `filename=` without quotes, which the usual
 * parsers refuse or lose when the name is not ASCII.
 *
 * @returns undefined when the content type names no boundary.
 */
export function parseMultipart(contentType: string, body: Buffer): Form | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return undefined;
  const form: Form = { fields: new Map(), uploads: new Map(), files: [] };
  for (const part of split(body, `--${boundary}`)) readPart(part, form);
  return form;
}

function* split(body: Buffer, delimiter: string): Generator<Buffer> {
  let start = body.indexOf(delimiter);
  while (start >= 0) {
    const from = start + delimiter.length;
    const next = body.indexOf(`\r\n${delimiter}`, from);
    if (next < 0) return;
    // The delimiter's own line end belongs to neither part.
    yield body.subarray(from + 2, next);
    start = next + 2;
  }
}

function readPart(part: Buffer, form: Form): void {
  const headersEnd = part.indexOf(BLANK_LINE);
  if (headersEnd < 0) return;
  const headers = part.subarray(0, headersEnd).toString("utf8");
  const bytes = part.subarray(headersEnd + BLANK_LINE.length);
  const name = headerParameter(headers, "name");
  if (name === undefined) return;
  const fileName = headerParameter(headers, "filename");
  if (fileName === undefined) {
    form.fields.set(name, bytes.toString("utf8"));
    return;
  }
  const mimeType = /^content-type:\s*([^;\r\n]+)/im.exec(headers)?.[1]?.trim();
  const upload: Upload = {
    fileName,
    bytes: Buffer.from(bytes),
    ...(mimeType !== undefined && mimeType !== ANY_BYTES && { mimeType }),
  };
  form.uploads.set(name, upload);
  form.files.push(upload);
}

function headerParameter(headers: string, parameter: string): string | undefined {
  const match = new RegExp(`[;\\s]${parameter}=(?:"([^"]*)"|([^;\\r\\n]*))`, "i").exec(headers);
  return match?.[1] ?? match?.[2];
}
