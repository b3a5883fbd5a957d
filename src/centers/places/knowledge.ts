import type { NameForm, PlaceForms } from "./forms.ts";
import { createNameIndex } from "./name-index.ts";
import { createNearness } from "./nearness.ts";
import type { Fold } from "./normalise.ts";
import type { Knowledge } from "./reading.ts";
import { foreignPlaces, ordinaryWords } from "./strangers.ts";
import { createVocabulary } from "./vocabulary.ts";

/** All that a query is compared with, in one spelling: by letters or by sounds. */
export function createKnowledge({ municipalities, regions }: PlaceForms, fold: Fold): Knowledge {
  const names = createNameIndex(municipalities, foreignPlaces, ordinaryWords, fold);
  const regionForms = new Map<string, NameForm[]>();
  for (const [key, code] of regions) {
    for (const folded of fold(key)) regionForms.set(folded, [regionForm(key, code)]);
  }
  const regionNearness = createNearness(regionForms, new Set());
  const everywhere = () => true;

  return {
    vocabulary: createVocabulary(fold),
    names,
    regionNamed: (text) =>
      fold(text)
        .map((key) => regionForms.get(key)?.[0]?.code)
        .find(Boolean),
    regionMended(word, certain) {
      const [text = ""] = fold(word);
      const near = regionNearness(text, everywhere, certain);
      if (!near || (near.cost > 2 && !certain)) return undefined;
      const rival = names.nearest(word, everywhere, certain);
      return rival && rival.cost <= near.cost && !certain ? undefined : near.forms[0]?.key;
    },
  };
}

function regionForm(key: string, code: string): NameForm {
  return {
    code,
    regionCode: code,
    key,
    rank: "said",
    main: false,
    designations: new Set(),
    bare: true,
  };
}
