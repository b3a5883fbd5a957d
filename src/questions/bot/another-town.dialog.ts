import type { Territory, TerritoryCatalogue } from "../../centers/index.ts";
import type { Screen, ScreenButton } from "../../delivery/index.ts";
import { readTown } from "../../members/index.ts";
import type { BotContext, Dialog, Heard, Talk } from "../../telegram/index.ts";

export interface AnotherTownDependencies {
  territories: TerritoryCatalogue;
  /** Sets the place of the draft; null means outside the network's regions. */
  choose: (ctx: BotContext, territoryCode: string | null) => Promise<void>;
  /** Shows the draft's card again. */
  showDraft: (ctx: BotContext) => Promise<void>;
  /** Adds a message to the draft, and shows its card again when no more parts are to come. */
  keepWords: (ctx: BotContext) => Promise<void>;
}

const mostAnswers = 8;
const pageSize = 8;

/**
 * «Не мой город»: the place is typed, or chosen from region and municipality. What is no place but
 * more of the question is kept in the draft, and every answer but that is followed by a screen.
 */
export function createAnotherTownDialog(deps: AnotherTownDependencies): Dialog {
  const { territories } = deps;

  return {
    id: "q-another-town",
    async run(talk) {
      let screen = askScreen(talk, "questions-ask-town");
      for (let answers = 0; answers < mostAnswers; answers += 1) {
        await talk.say(screen);
        const next = await answerTo(talk, await talk.hear());
        if (next.kind === "ask") {
          screen = next.screen;
          continue;
        }
        await talk.perform(async (ctx) => {
          if (next.kind === "words") {
            await deps.keepWords(ctx);
            return null;
          }
          if (next.kind === "chosen") await deps.choose(ctx, next.code);
          await deps.showDraft(ctx);
          return null;
        });
        return;
      }
      // nobody hears further answers: the draft is where «Не мой город» can be tapped again
      await talk.perform(async (ctx) => {
        await deps.showDraft(ctx);
        return null;
      });
    },
  };

  type Next =
    | { kind: "ask"; screen: Screen }
    | { kind: "chosen"; code: string | null }
    | { kind: "words" }
    | { kind: "back" };

  async function answerTo(talk: Talk, heard: Heard): Promise<Next> {
    if (heard.kind === "button") return tapped(talk, heard.value);
    if (heard.kind === "text") return typed(talk, heard.text);
    const isSticker = await talk.perform(async (ctx) => ctx.message?.sticker !== undefined);
    if (!isSticker) return { kind: "words" };
    return { kind: "ask", screen: askScreen(talk, "questions-ask-town-again") };
  }

  function tapped(talk: Talk, value: string): Next {
    const [what, code, page] = value.split(" ");
    if (what === "back") return { kind: "back" };
    if (what === "outside") return { kind: "chosen", code: null };
    const territory = code ? territories.find(code) : undefined;
    if (what === "town" && territory) return { kind: "chosen", code: territory.code };
    if (what === "region" && territory)
      return { kind: "ask", screen: listScreen(talk, territory, Number(page ?? 0)) };
    return { kind: "ask", screen: askScreen(talk, "questions-ask-town") };
  }

  async function typed(talk: Talk, text: string): Promise<Next> {
    const label = talk.t.plain("questions-button-back");
    if (text.trim().toLowerCase() === label.toLowerCase()) return { kind: "back" };
    const read = await talk.perform(async () => readTown(text, territories));
    switch (read.kind) {
      case "found":
        return { kind: "chosen", code: read.code };
      case "region": {
        const region = territories.find(read.code);
        if (region) return { kind: "ask", screen: listScreen(talk, region, 0) };
        return { kind: "ask", screen: askScreen(talk, "questions-ask-town-again") };
      }
      case "several": {
        const found = read.codes.flatMap((code) => territories.find(code) ?? []);
        const rows = found.map((territory) => [townButton(talk, territory)]);
        const screen = {
          text: talk.t("questions-ask-which-town"),
          buttons: [...rows, [back(talk)]],
        };
        return { kind: "ask", screen };
      }
      case "looks-like-question":
        return { kind: "words" };
      case "nothing":
        return { kind: "ask", screen: askScreen(talk, "questions-ask-town-again") };
    }
  }

  function askScreen(talk: Talk, text: string): Screen {
    const regions = territories
      .regions()
      .map((region) => [{ text: region.name, data: talk.data(`region ${region.code} 0`) }]);
    const outside = {
      text: talk.t.plain("questions-button-outside"),
      data: talk.data("outside"),
    };
    return { text: talk.t(text), buttons: [...regions, [outside], [back(talk)]] };
  }

  function listScreen(talk: Talk, region: Territory, page: number): Screen {
    const all = territories.municipalitiesOf(region.code);
    const from = Math.max(0, page) * pageSize;
    const shown = all.slice(from, from + pageSize);
    const next = {
      text: talk.t.plain("questions-button-next"),
      data: talk.data(`region ${region.code} ${page + 1}`),
    };
    return {
      text: talk.t("questions-choose-municipality", { region: region.name }),
      buttons: [
        ...shown.map((territory) => [townButton(talk, territory)]),
        ...(from + pageSize < all.length ? [[next]] : []),
        [back(talk)],
      ],
    };
  }
}

function townButton(talk: Talk, territory: Territory): ScreenButton {
  return territory.kind === "region"
    ? { text: territory.name, data: talk.data(`region ${territory.code} 0`) }
    : { text: territory.nameShort, data: talk.data(`town ${territory.code}`) };
}

function back(talk: Talk): ScreenButton {
  return { text: talk.t.plain("questions-button-back"), data: talk.data("back") };
}
