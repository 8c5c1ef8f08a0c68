import { Link } from "@tanstack/react-router";
import { cx } from "../../ui/cx.ts";

/** A queue's name, linked to its page. */
export function QueueLink({ name, className }: { name: string; className?: string }) {
  return (
    <Link
      to="/console/queues/$name"
      params={{ name }}
      className={cx(
        "inline-block min-h-6 rounded-small leading-6 wrap-anywhere underline decoration-border underline-offset-3 hover:decoration-ink",
        className,
      )}
    >
      {name}
    </Link>
  );
}
