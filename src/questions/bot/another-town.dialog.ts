import type { Territory, TerritoryCatalogue } from "../../centers/index.ts";
import type { Screen, ScreenButton } from "../../delivery/index.ts";
import type { BotContext, Dialog, Talk } from "../../telegram/index.ts";

export interface AnotherTownDependencies {
  territories: TerritoryCatalogue;
  /** Sets the place of the draft; null means outside the network's regions. */
  choose: (ctx: BotContext, territoryCode: string | null) => Promise<void>;
  /** Shows the draft's card again. */
  showDraft: (ctx: BotContext) => Promise<void>;
}

const mostAnswers = 8;
const mostHits = 5;
const pageSize = 8;

/** «Не мой город»: the place is typed, or chosen from region and municipality. */
export function createAnotherTownDialog(deps: AnotherTownDependencies): Dialog {
  const { territories } = deps;

  return {
    id: "q-another-town",
    async run(talk) {
      let screen = askScreen(talk, "questions-ask-town");
      for (let answers = 0; answers < mostAnswers; answers += 1) {
        await talk.say(screen);
        const heard = await talk.hear();
        const answer =
          heard.kind === "other" ? "" : heard.kind === "text" ? heard.text : heard.value;
        const next = heard.kind === "button" ? tapped(talk, answer) : typed(talk, answer);
        if (next.kind === "ask") {
          screen = next.screen;
          continue;
        }
        await talk.perform(async (ctx) => {
          if (next.kind === "chosen") await deps.choose(ctx, next.code);
          await deps.showDraft(ctx);
          return null;
        });
        return;
      }
    },
  };

  type Next =
    | { kind: "ask"; screen: Screen }
    | { kind: "chosen"; code: string | null }
    | { kind: "back" };

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

  function typed(talk: Talk, text: string): Next {
    const hits = text.trim() === "" ? [] : territories.search(text).slice(0, mostHits);
    const [hit, ...others] = hits;
    if (!hit) return { kind: "ask", screen: askScreen(talk, "questions-ask-town-again") };
    if (others.length === 0)
      return hit.kind === "region"
        ? { kind: "ask", screen: listScreen(talk, hit, 0) }
        : { kind: "chosen", code: hit.code };
    const buttons = hits.map((territory) => [townButton(talk, territory)]);
    return {
      kind: "ask",
      screen: { text: talk.t("questions-ask-which-town"), buttons: [...buttons, [back(talk)]] },
    };
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
