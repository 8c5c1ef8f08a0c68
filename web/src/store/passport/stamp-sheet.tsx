import { Link } from "@tanstack/react-router";
import { useProducts } from "../../api/products.ts";
import { useLanguage } from "../../i18n/language.ts";
import { useMessages } from "../../i18n/messages.ts";
import { Stamp } from "../shared/stamp.tsx";
import { stateCodes } from "../shared/state-code.ts";
import { stampsOf, type Visit } from "../shared/visits.ts";

/** A page of the passport: a place for every state's stamp, filled or empty. */
export function StampSheet({ past }: { past: Visit[] }) {
  const { atlas } = useMessages();
  const language = useLanguage();
  const { data: products = [] } = useProducts();
  const stamps = stampsOf(past);
  const codes = stateCodes(products.map((it) => it.id));
  return (
    <ul className="stamp-sheet">
      {products.map(({ id, name }, index) => {
        const count = stamps.get(id) ?? 0;
        const code = codes.get(id) ?? "";
        return (
          <li key={id}>
            <Link
              to="/donuts/$productId"
              params={{ productId: id }}
              className="grid justify-items-center gap-2 rounded-small p-2 text-center"
            >
              {count > 0 ? (
                <span className="w-full max-w-24" style={{ rotate: `${((index * 37) % 26) - 13}deg` }}>
                  <Stamp code={code} count={count} label={atlas.stamp(count)} />
                </span>
              ) : (
                <span className="stamp-place font-display" aria-hidden="true">
                  {code}
                </span>
              )}
              <span className="text-xs text-ink-soft">{name[language]}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
