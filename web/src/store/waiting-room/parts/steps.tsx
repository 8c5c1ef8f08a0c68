import { useRoomTexts } from "../texts/index.ts";

/** The three steps as stations of the lavender line; `at` is the current one. */
export function Steps({ y, at }: { y: number; at: "wait" | "turn" }) {
  const { next } = useRoomTexts();
  const steps = [
    { name: "wait", title: next.wait, body: next.waitBody },
    { name: "turn", title: next.turn, body: next.turnBody(y) },
    { name: "order", title: next.order, body: next.orderBody },
  ];
  return (
    <section aria-labelledby="next-steps">
      <h2 id="next-steps" className="font-display text-xl font-bold">
        {next.title}
      </h2>
      <ol className="waiting-steps">
        {steps.map(({ name, title, body }) => (
          <li key={name} aria-current={name === at ? "step" : undefined}>
            <strong className="font-display text-lg font-bold">{title}</strong>
            <p className="max-w-prose text-sm text-ink-soft">{body}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
