const HIDDEN = "[hidden]";
const DEEPEST = 6;
const LONGEST_LIST = 50;
const LONGEST_TEXT = 500;

/** Fields of Telegram's objects and of ours that say who somebody is or what they wrote. */
const PERSONAL_FIELDS = new Set([
  "about",
  "address",
  "answer",
  "authorization",
  "body",
  "caption",
  "contact",
  "description",
  "email",
  "file_name",
  "first_name",
  "firstname",
  "fullname",
  "headers",
  "last_name",
  "lastname",
  "latitude",
  "longitude",
  "name",
  "organisation",
  "password",
  "payload",
  "phone",
  "phone_number",
  "phonenumber",
  "query",
  "quote",
  "secret",
  "secret_token",
  "text",
  "title",
  "token",
  "username",
  "vcard",
]);

const SECRETS: [RegExp, string][] = [
  // A bot's token: https://core.telegram.org/bots/api#authorizing-your-bot
  [/\d{5,}:[\w-]{30,}/g, HIDDEN],
  // user:password@ in an address
  [/(\w:\/\/)[^\s/@"]+@/g, `$1${HIDDEN}@`],
];
const PHONE_NUMBER = /\+\d[\d ()-]{8,}\d/g;
const VALUE_AFTER_COLON = /: ["'`].*["'`]/gs;
const NON_ASCII = /[^\n\t\x20-\x7e]+/g;

/** Takes tokens and passwords in addresses out of a text. */
export function hideSecrets(text: string): string {
  return SECRETS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
}

/**
 * A copy of `value` fit for the log: personal fields are hidden by their name at any depth, and so
 * is every text that is not plain ASCII, because we write nothing in Russian to the log ourselves.
 * Errors become objects without the values that databases and Telegram repeat in them.
 */
export function withoutPersonalData(value: unknown): unknown {
  return clean(value, 0, new Set());
}

function clean(value: unknown, depth: number, above: Set<object>): unknown {
  if (typeof value === "string") return cleanText(value);
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth >= DEEPEST || above.has(value)) return "[deeper]";

  const path = new Set(above).add(value);
  if (value instanceof Error) return cleanError(value, depth, path);
  if (Array.isArray(value)) {
    return value.slice(0, LONGEST_LIST).map((item) => clean(item, depth + 1, path));
  }
  const fields = Object.entries(value).map(([key, field]) => [
    key,
    isPersonal(key, field) ? HIDDEN : clean(field, depth + 1, path),
  ]);
  return Object.fromEntries(fields);
}

function isPersonal(key: string, field: unknown): boolean {
  return field !== undefined && field !== null && PERSONAL_FIELDS.has(key.toLowerCase());
}

function cleanText(text: string): string {
  const ascii = !/[^\n\t\x20-\x7e]/.test(text);
  if (!ascii) return HIDDEN;
  return hideSecrets(text).replace(PHONE_NUMBER, HIDDEN).slice(0, LONGEST_TEXT);
}

/** Type, codes, names of tables and the way through our code; never a value. */
function cleanError(error: Error, depth: number, path: Set<object>): Record<string, unknown> {
  const known = error as Error & Record<string, unknown>;
  const kept: Record<string, unknown> = { type: error.name, message: cleanMessage(error) };
  // `code` is the same word in pg, Prisma and Node; the others are grammY's and pg's.
  for (const key of ["code", "error_code", "method", "table", "column", "constraint", "routine"]) {
    if (typeof known[key] === "string" || typeof known[key] === "number") kept[key] = known[key];
  }
  kept["stack"] = stackFrames(error);
  // grammY keeps the reason of a failed request in `error`.
  const cause = error.cause ?? known["error"];
  if (cause instanceof Error) kept["cause"] = clean(cause, depth + 1, path);
  if (error instanceof AggregateError) {
    kept["errors"] = error.errors.map((one) => clean(one, depth + 1, path));
  }
  return kept;
}

function cleanMessage(error: Error): string {
  // Prisma's messages print the arguments of the call, its last line is the reason alone.
  const text = error.name.startsWith("PrismaClient")
    ? (error.message.trimEnd().split("\n").at(-1) ?? "")
    : error.message;
  return hideSecrets(text)
    .replace(VALUE_AFTER_COLON, `: ${HIDDEN}`)
    .replace(PHONE_NUMBER, HIDDEN)
    .replace(NON_ASCII, HIDDEN)
    .slice(0, LONGEST_TEXT);
}

function stackFrames(error: Error): string[] {
  return (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
}
