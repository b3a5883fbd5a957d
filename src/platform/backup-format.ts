import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { z } from "zod";

const FORMAT = "ngo-resource-center-bot backup";

const headerSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  sequences: z.array(z.object({ name: z.string(), last: z.string().regex(/^-?\d+$/) })),
});
const tableSchema = z.object({ name: z.string(), columns: z.array(z.string()).min(1) });
const tableEndSchema = z.object({ rows: z.int().min(0), sha256: z.string() });
const endSchema = z.object({ tables: z.int().min(0) });

export type BackupHeader = Omit<z.output<typeof headerSchema>, "format" | "version">;
export type BackupTable = z.output<typeof tableSchema>;

/** A backup cannot be written, or is none, or cannot be restored here; the message says why. */
export class BackupError extends Error {
  override name = "BackupError";
}

/** A table's rows in the text format of PostgreSQL's COPY, in pieces. */
export interface TableRows {
  table: BackupTable;
  /** @throws BackupError after the last piece when the rows are not what was written. */
  rows: AsyncIterable<Buffer>;
}

// Every frame is one byte for its kind, four for the length of what follows, and that.
const kinds = { header: 1, table: 2, rows: 3, tableEnd: 4, end: 5 } as const;
const prefixBytes = 5;
// A piece as it comes from PostgreSQL's connection; longer ones are cut, so more is no backup.
const longestFrame = 1024 * 1024;
const newline = 10;

/** Counts and seals a table's rows as they pass. */
function createSeal() {
  const hash = createHash("sha256");
  let rows = 0;
  return {
    add(piece: Buffer): void {
      hash.update(piece);
      // COPY's text format ends every row with one, and writes those inside of values as \n
      for (let at = piece.indexOf(newline); at !== -1; at = piece.indexOf(newline, at + 1))
        rows += 1;
    },
    end: () => ({ rows, sha256: hash.digest("hex") }),
  };
}

/** The bytes of a backup, before they are packed. */
export async function* writeFrames(
  header: BackupHeader,
  tables: AsyncIterable<TableRows>,
): AsyncGenerator<Buffer> {
  yield frame("header", { format: FORMAT, version: 1, ...header });
  let count = 0;
  for await (const { table, rows } of tables) {
    yield frame("table", table);
    const seal = createSeal();
    for await (const piece of rows) {
      seal.add(piece);
      for (let at = 0; at < piece.length; at += longestFrame)
        yield frame("rows", piece.subarray(at, at + longestFrame));
    }
    yield frame("tableEnd", seal.end());
    count += 1;
  }
  yield frame("end", { tables: count });
}

function frame(kind: keyof typeof kinds, content: Buffer | object): Buffer {
  const body = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
  const prefix = Buffer.alloc(prefixBytes);
  prefix.writeUInt8(kinds[kind], 0);
  prefix.writeUInt32BE(body.length, 1);
  return Buffer.concat([prefix, body]);
}

/**
 * Reads a backup from its beginning. The tables must be read in turn, each to its end.
 *
 * @throws BackupError, also while the tables are read: the file is no backup, is torn or was changed.
 */
export async function openBackup(
  path: string,
): Promise<{ header: BackupHeader; tables: AsyncIterable<TableRows> }> {
  const frames = readFrames(path);
  const header = parse(path, headerSchema, await next(path, frames, "header"));
  return { header, tables: readTables(path, frames) };
}

interface Frame {
  kind: number;
  body: Buffer;
}

async function* readTables(path: string, frames: AsyncGenerator<Frame>): AsyncGenerator<TableRows> {
  for (let count = 0; ; count += 1) {
    const found = await next(path, frames, "table", "end");
    if (found.kind === kinds.end) {
      const { done } = await frames.next();
      if (parse(path, endSchema, found).tables !== count || !done) throw torn(path);
      return;
    }
    const table = parse(path, tableSchema, found);
    yield { table, rows: readRows(path, table.name, frames) };
  }
}

async function* readRows(
  path: string,
  name: string,
  frames: AsyncGenerator<Frame>,
): AsyncGenerator<Buffer> {
  const seal = createSeal();
  for (;;) {
    const found = await next(path, frames, "rows", "tableEnd");
    if (found.kind === kinds.tableEnd) {
      const written = parse(path, tableEndSchema, found);
      const read = seal.end();
      if (read.rows !== written.rows || read.sha256 !== written.sha256)
        throw new BackupError(`${path} was changed: the rows of ${name} are not those written.`);
      return;
    }
    seal.add(found.body);
    yield found.body;
  }
}

async function next(
  path: string,
  frames: AsyncGenerator<Frame>,
  ...expected: (keyof typeof kinds)[]
): Promise<Frame> {
  const { value, done } = await frames.next();
  if (done || !expected.some((kind) => kinds[kind] === value.kind)) throw torn(path);
  return value;
}

/** Gives whole frames; what is left over at the end is a torn one. */
async function* readFrames(path: string): AsyncGenerator<Frame> {
  const unpacked = createGunzip();
  // an error of either stream ends the iteration below
  pipeline(createReadStream(path), unpacked, () => {});
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let at = 0;
      while (rest.length - at >= prefixBytes) {
        const length = rest.readUInt32BE(at + 1);
        if (length > longestFrame) throw torn(path);
        if (rest.length - at < prefixBytes + length) break;
        const start = at + prefixBytes;
        yield { kind: rest.readUInt8(at), body: rest.subarray(start, start + length) };
        at = start + length;
      }
      rest = rest.subarray(at);
    }
  } catch (error) {
    throw readable(path, error);
  }
  if (rest.length > 0) throw torn(path);
}

function readable(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "EISDIR" || code === "EACCES")
    return new BackupError(`${path} cannot be read.`);
  // zlib: the file ends too early, is no gzip, or its check sum does not fit
  return code?.startsWith("Z_") ? torn(path) : error;
}

function torn(path: string): BackupError {
  return new BackupError(`${path} is torn or is no backup.`);
}

function parse<Content>(path: string, schema: z.ZodType<Content>, { body }: Frame): Content {
  try {
    return schema.parse(JSON.parse(body.toString()));
  } catch (error) {
    throw new BackupError(`${path} is torn or is no backup.`, { cause: error });
  }
}
