import { Download, X, ZoomIn, ZoomOut } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import type { AttachmentView } from "../../api/bindings";
import { useAttachment } from "../../api/queries";
import { Button, IconButton } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { useSave } from "./useSave";

/** Sizes in parts of the picture's own; before the first step the picture fits the window. */
const STEPS = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4] as const;
type Zoom = "fit" | number;

function stepped(zoom: Zoom, by: 1 | -1): Zoom {
  const at = zoom === "fit" ? STEPS.indexOf(1) : zoom + (by === 1 ? 1 : -1);
  return Math.min(Math.max(at, 0), STEPS.length - 1);
}

/** How far one press of an arrow moves the picture, in pixels. */
const MOVE_PX = 80;
const ARROWS: Record<string, [number, number]> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/** One picture, as large as the window: + and - change its size, 0 fits it, the arrows move it, Esc closes. */
export function Viewer({ attachment, onClose }: { attachment: AttachmentView; onClose: () => void }) {
  const { t } = useWords();
  const { data } = useAttachment(attachment.attachment);
  const [zoom, setZoom] = useState<Zoom>("fit");
  const [own, setOwn] = useState(0);
  const ground = useRef<HTMLElement>(null);
  const { save, saving } = useSave(attachment.attachment);
  const name = harmless(attachment.name ?? "") || t("picture");
  const scale = zoom === "fit" ? null : (STEPS[zoom] ?? 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") setZoom((now) => stepped(now, 1));
    else if (event.key === "-") setZoom((now) => stepped(now, -1));
    else if (event.key === "0") setZoom("fit");
    else if (arrow) ground.current?.scrollBy({ left: arrow[0] * MOVE_PX, top: arrow[1] * MOVE_PX });
    else return;
    event.preventDefault();
  };
  return (
    <Dialog label={name} onClose={onClose} className="viewer">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the whole dialog; every one has a button too */}
      <div className="viewer-inside" data-testid="viewer" data-zoom={scale ?? "fit"} onKeyDown={onKeyDown}>
        <header className="viewer-head">
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <IconButton label={t("viewer-smaller")} onClick={() => setZoom((now) => stepped(now, -1))}>
            <ZoomOut size={20} />
          </IconButton>
          <Button kind="quiet" className="viewer-scale" title={t("viewer-fit")} data-testid="viewer-fit" onClick={() => setZoom("fit")}>
            {scale === null ? t("viewer-fits") : t("viewer-percent", { n: Math.round(scale * 100) })}
          </Button>
          <IconButton label={t("viewer-larger")} data-testid="viewer-larger" onClick={() => setZoom((now) => stepped(now, 1))}>
            <ZoomIn size={20} />
          </IconButton>
          <Button data-testid="viewer-save" disabled={saving} onClick={save}>
            <Download size={16} aria-hidden="true" /> {t("save")}
          </Button>
          <IconButton label={t("close")} onClick={onClose}>
            <X size={20} />
          </IconButton>
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section ref={ground} className="viewer-ground" tabIndex={0} aria-label={name}>
          {data?.media_type && (
            <img
              className={scale === null ? "viewer-fit" : undefined}
              src={`data:${data.media_type};base64,${data.base64}`}
              alt={name}
              width={scale === null || own === 0 ? undefined : Math.round(own * scale)}
              onLoad={(event) => setOwn(event.currentTarget.naturalWidth)}
            />
          )}
        </section>
      </div>
    </Dialog>
  );
}
