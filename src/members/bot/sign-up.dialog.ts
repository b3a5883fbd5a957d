import type { Dialog, Heard, Talk } from "../../telegram/index.ts";
import { readOrganisationName } from "../organisation-name.ts";
import { readTown } from "../read-town.ts";
import type { MembersBot } from "./members.bot.ts";
import type { Asked, SignUpFlow } from "./sign-up.flow.ts";
import { keptForLaterScreen, noTownScreen } from "./sign-up.screens.ts";

export interface SignUpArgs {
  asked: "town" | "organisation";
  /** The answer, when it came before this dialog could hear it. */
  heard: Heard | null;
}

/** A dialog is short; whoever needs longer is asked again by their next message. */
const mostAnswers = 9;

/**
 * Hears the typed answers of the sign-up: the town, then the organisation. All its buttons work
 * without it, so that a lost dialog costs nobody a step.
 */
export function createSignUpDialog(bot: MembersBot, flow: SignUpFlow): Dialog<SignUpArgs> {
  async function keep(talk: Talk, asked: "town" | "organisation"): Promise<Asked> {
    const kept = await talk.perform((ctx) => bot.keepForLater(ctx));
    if (!kept.continuesAlbum) await talk.say(keptForLaterScreen(asked, talk.t));
    return asked;
  }

  async function takeTown(talk: Talk, text: string): Promise<Asked> {
    const read = await talk.perform(async () => readTown(text, bot.territories));
    switch (read.kind) {
      case "found": {
        const { code } = read;
        return talk.perform((ctx) => flow.saveTown(ctx, { kind: "municipality", code }));
      }
      case "region":
        await talk.perform(async (ctx) => {
          await flow.showMunicipalities(ctx, read.code, 0);
          return null;
        });
        return "town";
      case "several":
        await talk.perform(async (ctx) => {
          await flow.showSeveral(ctx, read.codes);
          return null;
        });
        return "town";
      case "looks-like-question":
        return keep(talk, "town");
      case "nothing":
        await talk.say(noTownScreen(talk.t));
        return "town";
    }
  }

  async function take(talk: Talk, asked: "town" | "organisation", heard: Heard): Promise<Asked> {
    if (heard.kind === "button") return asked;
    if (heard.kind === "other") return keep(talk, asked);
    const { text } = heard;
    if (asked === "town") return takeTown(talk, text);
    const read = readOrganisationName(text).kind;
    if (read === "looks-like-question") return keep(talk, asked);
    return talk.perform((ctx) =>
      flow.saveOrganisation(
        ctx,
        read === "none" ? { kind: "none" } : { kind: "named", name: text },
      ),
    );
  }

  return {
    id: "m-sign-up",
    async run(talk, args) {
      let asked: Asked = args.asked;
      let heard = args.heard;
      for (let answers = 0; answers < mostAnswers && asked !== null; answers += 1) {
        asked = await take(talk, asked, heard ?? (await talk.hear()));
        heard = null;
      }
    },
  };
}
