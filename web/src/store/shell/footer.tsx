import { Link } from "@tanstack/react-router";
import { loadPageTexts, usePageTexts } from "../../i18n/page-texts.ts";

/** Loaded together with its texts, after what is above it. */
export async function load() {
  await loadPageTexts();
  return { default: Footer };
}

function Footer() {
  const { footer } = usePageTexts();
  return (
    <footer className="mx-auto mt-24 flex max-w-7xl flex-wrap items-baseline justify-between gap-x-8 gap-y-2 border-t border-hairline px-4 pt-6 pb-28 text-sm text-ink-soft sm:px-6 sm:pb-12">
      <p>{footer.promise}</p>
      <Link to="/console" preload={false} className="underline decoration-border underline-offset-4 hover:text-ink">
        {footer.console}
      </Link>
    </footer>
  );
}
