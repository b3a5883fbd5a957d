import type { FastifyInstance, FastifyReply } from "fastify";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { findPackageJSON, stripTypeScriptTypes } from "node:module";
import { dirname, extname, join, normalize } from "node:path";

const PAGE_FOLDER = join(import.meta.dirname, "..", "page");

const CONTENT_TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".ts": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** The few libraries of the page, by the names that its import map gives them. */
const VENDOR: Record<string, [packageName: string, file: string]> = {
  "preact.mjs": ["preact", "dist/preact.mjs"],
  "preact-hooks.mjs": ["preact", "hooks/dist/hooks.mjs"],
  "htm.mjs": ["htm", "dist/htm.mjs"],
};

/** Serves the page as it lies in its folder: TypeScript with its types taken out, nothing is built. */
export function servePageFiles(app: FastifyInstance): void {
  app.get<{ Params: { name: string } }>("/vendor/:name", async (request, reply) => {
    const [packageName, file] = VENDOR[request.params.name] ?? [];
    const manifest = packageName && findPackageJSON(packageName, import.meta.url);
    if (!manifest || !file) return notFound(reply);
    return await sendFile(reply, join(dirname(manifest), file));
  });
  app.get<{ Params: { "*": string } }>("/*", async (request, reply) => {
    const path = normalize(request.params["*"] || "index.html");
    const isInside = !path.startsWith("..") && !path.startsWith("/");
    if (!isInside || CONTENT_TYPES[extname(path)] === undefined) return notFound(reply);
    return await sendFile(reply, join(PAGE_FOLDER, path));
  });
}

function notFound(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}

async function sendFile(reply: FastifyReply, file: string): Promise<FastifyReply> {
  const extension = extname(file);
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) return notFound(reply);
  void reply.type(CONTENT_TYPES[extension] ?? "application/octet-stream");
  void reply.header("cache-control", "no-cache").header("x-content-type-options", "nosniff");
  if (extension === ".ts") return reply.send(stripTypeScriptTypes(bytes.toString("utf8")));
  if (extension === ".html") {
    const html = bytes.toString("utf8");
    return reply.header("content-security-policy", contentSecurity(html)).send(html);
  }
  return reply.send(bytes);
}

/** Only from here, and of inline scripts only those that stand in the page itself (its import map). */
function contentSecurity(html: string): string {
  const inline = [...html.matchAll(/<script[^>]*type="importmap"[^>]*>([\s\S]*?)<\/script>/g)];
  const hashes = inline.map(([, script = ""]) => {
    return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
  });
  return [
    "default-src 'self'",
    `script-src 'self' ${hashes.join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' data: blob:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
