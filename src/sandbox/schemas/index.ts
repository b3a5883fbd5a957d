import type { Opts } from "@grammyjs/types";
import { errors } from "../errors.ts";
import type { Upload } from "../multipart.ts";
import { botSchemas } from "./bot.ts";
import { chatSchemas } from "./chat.ts";
import { changeSchemas } from "./change.ts";
import { mediaSchemas } from "./media.ts";
import { messageSchemas } from "./message.ts";
import { readParameter } from "./parameter.ts";
import type { Parameter } from "./parameter.ts";

const schemas = {
  ...botSchemas,
  ...chatSchemas,
  ...changeSchemas,
  ...mediaSchemas,
  ...messageSchemas,
};

/** The methods of the Bot API that the sandbox has. */
export type SupportedMethod = keyof typeof schemas;

/** Parameters of a method as its handler gets them: checked, with files in place of "attach://…". */
export type MethodParameters<M extends SupportedMethod> = Opts<Upload>[M];

// Every table was checked to have exactly the Bot API's parameters; here only the union of all of them is needed.
const byName = new Map<string, [SupportedMethod, Record<string, Parameter>]>(
  (Object.keys(schemas) as SupportedMethod[]).map((method) => [
    method.toLowerCase(),
    [method, schemas[method]],
  ]),
);

/** Method names are case-insensitive. */
export function findMethod(name: string): SupportedMethod | undefined {
  return byName.get(name.toLowerCase())?.[0];
}

/**
 * Checks a request against the method's parameters.
 *
 * @throws TelegramError for unknown, missing and wrong ones.
 */
export function readParameters(
  method: SupportedMethod,
  raw: Record<string, unknown>,
  uploads: Map<string, Upload>,
): Record<string, unknown> {
  const table: Record<string, Parameter> = schemas[method];
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(table, name)) {
      throw errors.misuse(`unknown parameter "${name}" of ${method}`);
    }
  }
  const parameters: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(table)) {
    const value = readParameter(name, parameter, raw[name], uploads);
    if (value !== undefined) parameters[name] = value;
  }
  return parameters;
}
