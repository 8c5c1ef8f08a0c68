import { doughs, flavours, type Tone } from "../../donut/palette.ts";
import type { Recipe } from "../../donut/recipe.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";

/** The picture's legend: what each layer is. */
export function Legend({ recipe }: { recipe: Recipe }) {
  const { legend } = usePageTexts();
  const { dough, glaze, drizzle, filling, toppings } = recipe;
  const entries: { part: string; name: string; tone?: Tone }[] = [
    { part: legend.dough, name: legend.doughs[dough], tone: doughs[dough] },
    ...(glaze ? [{ part: legend.glaze, name: legend.flavours[glaze.flavour], tone: flavours[glaze.flavour] }] : []),
    ...(drizzle
      ? [{ part: legend.drizzle, name: legend.flavours[drizzle.flavour], tone: flavours[drizzle.flavour] }]
      : []),
    ...(filling ? [{ part: legend.filling, name: legend.flavours[filling], tone: flavours[filling] }] : []),
    // The cream on top is the filling, which is listed above.
    ...toppings.filter((it) => it !== "cream").map((it) => ({ part: legend.topping, name: legend.toppings[it] })),
  ];
  return (
    <section aria-labelledby="legend" className="mt-2 max-w-md border border-ink p-1">
      <div className="border border-ink px-4 py-3">
        <h2 id="legend" className="font-display text-sm font-bold">
          {legend.title}
        </h2>
        <dl className="mt-2 grid gap-1.5 text-sm">
          {entries.map(({ part, name, tone }) => (
            <div key={part + name} className="grid grid-cols-[1.5rem_6rem_1fr] items-center gap-2">
              <span
                aria-hidden="true"
                className="h-4 w-6 border border-ink/40 bg-surface"
                style={tone && { background: `linear-gradient(90deg, ${tone.light}, ${tone.base} 45%, ${tone.deep})` }}
              >
                {!tone && <span className="legend-dots" />}
              </span>
              <dt className="text-ink-soft">{part}</dt>
              <dd>{name}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
