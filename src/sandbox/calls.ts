import { setTimeout as sleep } from "node:timers/promises";
import { TelegramError, errors } from "./errors.ts";
import type { Fault, Faults } from "./faults.ts";
import type { Flood } from "./flood.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";
import type { Context } from "./methods/context.ts";
import { perform } from "./methods/index.ts";
import type { RequestParameters } from "./request-body.ts";
import { findMethod, readParameters } from "./schemas/index.ts";

/** What a call came to, and what of it the client is to see. */
export interface Called {
  status: number;
  body: object;
  /** How the answer is spoilt; undefined: it goes out as it is. */
  spoilt?: Spoilt | undefined;
  /** Undefined for getUpdates. */
  entry?: LedgerEntry | undefined;
}

export type Spoilt = "reset" | "truncated" | { status: number; html: string };

export interface CallsParts {
  context: Context;
  ledger: Ledger;
  faults: Faults;
  flood: Flood;
  /** Aborts when the sandbox closes: nothing waits any longer, and what was to be done late is not done. */
  closing: AbortSignal;
}

/** Carries out calls of the Bot API, with the faults and limits that are set. */
export interface Calls {
  /**
   * @param signal aborts when the client hangs up; only getUpdates minds.
   */
  call(name: string, request: RequestParameters, signal: AbortSignal): Promise<Called>;
}

/** @returns calls on this world. */
export function createCalls({ context, ledger, faults, flood, closing }: CallsParts): Calls {
  async function call(
    name: string,
    request: RequestParameters,
    signal: AbortSignal,
  ): Promise<Called> {
    const method = findMethod(name) ?? name;
    const fault = faults.take(method, request.raw);
    if (fault === undefined) return await carryOut(name, request, signal);
    const stopped = await before(fault);
    if (stopped !== undefined) {
      const entry = note(method, request.raw, outcomeOf(fault), fault);
      return { ...stopped, entry };
    }
    const called = await carryOut(name, request, signal, fault);
    return { ...called, spoilt: await after(fault) };
  }

  /** What the client gets when the fault keeps the call from being done; undefined when it is done all the same. */
  async function before(fault: Fault): Promise<Called | undefined> {
    if (fault === "reset") return { status: 0, body: {}, spoilt: "reset" };
    if (typeof fault === "string") return undefined;
    if ("error_code" in fault) return failure(fault);
    if ("html" in fault) {
      if (fault.moment === "after") return undefined;
      return { status: fault.status, body: {}, spoilt: fault };
    }
    if (fault.moment !== "before") return undefined;
    const isOpen = await pause("delay" in fault ? fault.delay : fault.silence);
    const breaks = "silence" in fault && fault.end !== "answer";
    return breaks || !isOpen ? { status: 0, body: {}, spoilt: "reset" } : undefined;
  }

  async function after(fault: Fault): Promise<Spoilt | undefined> {
    if (fault === "reset after") return "reset";
    if (fault === "truncated") return "truncated";
    if (typeof fault === "string" || "error_code" in fault) return undefined;
    if ("html" in fault) return fault;
    if (fault.moment === "before") return undefined;
    const isOpen = await pause("delay" in fault ? fault.delay : fault.silence);
    const breaks = "silence" in fault && fault.end !== "answer";
    return breaks || !isOpen ? "reset" : undefined;
  }

  /** @returns false when the sandbox closed meanwhile. */
  async function pause(milliseconds: number): Promise<boolean> {
    try {
      await sleep(milliseconds, undefined, { signal: closing });
      return true;
    } catch {
      return false;
    }
  }

  async function carryOut(
    name: string,
    { raw, uploads }: RequestParameters,
    signal: AbortSignal,
    fault?: Fault,
  ): Promise<Called> {
    const method = findMethod(name);
    let params = raw;
    try {
      if (!method) throw errors.methodNotFound();
      params = readParameters(method, raw, uploads);
      const refusal = flood.check(method, params);
      if (refusal) throw refusal;
      const result = await perform(context, method, params, signal);
      const entry = note(method, params, { ok: true, result }, fault);
      return { status: 200, body: { ok: true, result }, entry };
    } catch (error) {
      const { code: error_code, description, parameters } = asTelegramError(error);
      const entry = note(method ?? name, params, { ok: false, error_code, description }, fault);
      return { ...failure({ error_code, description, parameters }), entry };
    }
  }

  function note(
    method: string,
    params: Record<string, unknown>,
    outcome: LedgerEntry["outcome"],
    fault: Fault | undefined,
  ): LedgerEntry | undefined {
    if (method === "getUpdates") return undefined;
    return ledger.add({
      at: context.world.clock.now(),
      method,
      params: withoutBytes(params) as Record<string, unknown>,
      outcome,
      effect: outcome.ok,
      ...(fault !== undefined && { fault: kindOf(fault) }),
    });
  }

  return { call };
}

/** The answer for something that went wrong before or while a call was read. */
export function failed(error: unknown): Called {
  const { code: error_code, description, parameters } = asTelegramError(error);
  return failure({ error_code, description, parameters });
}

function failure(answer: {
  error_code: number;
  description: string;
  parameters?: TelegramError["parameters"];
}): Called {
  return { status: answer.error_code, body: { ok: false, ...answer } };
}

function asTelegramError(error: unknown): TelegramError {
  if (error instanceof TelegramError) return error;
  return errors.internal(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function outcomeOf(fault: Fault): LedgerEntry["outcome"] {
  if (typeof fault === "object" && "error_code" in fault) {
    return { ok: false, error_code: fault.error_code, description: fault.description };
  }
  return { ok: false, error_code: 0, description: "sandbox: the fault hook stopped this call" };
}

function kindOf(fault: Fault): NonNullable<LedgerEntry["fault"]> {
  if (fault === "truncated") return "truncated";
  if (typeof fault === "string") return "reset";
  if ("error_code" in fault) return "error";
  if ("html" in fault) return "html";
  return "delay" in fault ? "delay" : "silence";
}

function withoutBytes(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutBytes);
  if ("bytes" in value && Buffer.isBuffer(value.bytes)) {
    return { upload: "fileName" in value ? value.fileName : "", size: value.bytes.length };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutBytes(item)]));
}
