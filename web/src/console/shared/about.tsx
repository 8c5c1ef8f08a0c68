import { useId } from "react";

interface Props {
  title: string;
  items: readonly (readonly [name: string, body: string])[];
}

/** Explains, at the end of a page, the terms that it uses. */
export function About({ title, items }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-hairline pt-5">
      <h2 id={id} className="font-display text-base font-bold">
        {title}
      </h2>
      <dl className="mt-2 grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2 xl:grid-cols-4">
        {items.map(([name, body]) => (
          <div key={name}>
            <dt className="font-semibold">{name}</dt>
            <dd className="text-ink-soft">{body}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
