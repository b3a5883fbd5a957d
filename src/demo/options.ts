import { parseArgs } from "node:util";

export interface DemoOptions {
  /** Tell a whole story in the terminal instead of opening the page. */
  play: boolean;
  /** Forget what an earlier run has kept. */
  fresh: boolean;
  folder: string;
  port: number;
}

export const usage = `Usage: npm run demo [-- <options>]
  --play           play a whole story here, without a browser
  --fresh          forget what the last run has kept
  --port <number>  where the page is wished, 4300 when not given
  --data <folder>  where everything is kept, .demo when not given`;

/** @returns undefined when there is something that nobody understands. */
export function readOptions(parameters: string[]): DemoOptions | undefined {
  try {
    const { values } = parseArgs({
      args: parameters,
      options: {
        play: { type: "boolean", default: false },
        fresh: { type: "boolean", default: false },
        port: { type: "string", default: "4300" },
        data: { type: "string", default: ".demo" },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return undefined;
    return { play: values.play, fresh: values.fresh, folder: values.data, port };
  } catch {
    return undefined;
  }
}
