import type { ReactNode } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { Footer } from "./footer.tsx";
import { Header } from "./header.tsx";

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
      <Footer />
    </>
  );
}
