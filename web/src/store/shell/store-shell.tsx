import { lazy, type ReactNode, Suspense } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { Header } from "./header.tsx";

const Footer = lazy(async () => (await import("./footer.tsx")).load());

/** The frame of every store page. */
export function StoreShell({ children }: { children: ReactNode }) {
  const { nav } = useMessages();
  return (
    <>
      <a href="#page" className="skip-link">
        {nav.skip}
      </a>
      <Header />
      <main id="page" tabIndex={-1} className="overflow-x-clip outline-none">
        {children}
      </main>
      <Suspense>
        <Footer />
      </Suspense>
    </>
  );
}
