import { Button, LinkButton } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import { useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { CameraView } from "./camera-view.tsx";
import css from "./find-key.module.css";
import { PasteLink } from "./paste-link.tsx";
import { readPicture } from "./picture-file.ts";
import { type FoundKey, type KeyReading, readKey, readKeyAmong } from "./read-key.ts";
import { TypeKey } from "./type-key.tsx";
import { useOffered } from "./use-offered.ts";

export function FindKey({ onFound }: { onFound: (found: FoundKey) => void }) {
  const way = useSearchParams()[0].get("by") ?? "camera";
  const [seen, setSeen] = useState<string>();
  const [refusedPicture, setRefusedPicture] = useState<string>();
  const chooser = useRef<HTMLInputElement>(null);

  function take(reading: KeyReading, refuse: (refusal: string) => void): boolean {
    if (reading.ok) onFound(reading);
    else refuse(reading.refusal);
    return reading.ok;
  }
  async function takePicture(file: File) {
    setRefusedPicture(undefined);
    take(await readPicture(file), setRefusedPicture);
  }
  useOffered({
    onPicture: (file) => void takePicture(file),
    onText: (text) => void take(readKey(text), setRefusedPicture),
  });

  return (
    <>
      {way === "link" ? <PasteLink onFound={onFound} /> : null}
      {way === "hand" ? <TypeKey onFound={onFound} /> : null}
      {way === "camera" ? (
        <CameraView refusal={seen} onTexts={(texts) => take(readKeyAmong(texts), setSeen)} />
      ) : null}
      {refusedPicture === undefined ? null : <Notice tone="danger">{refusedPicture}</Notice>}
      <div className={css.ways}>
        {way === "camera" ? null : <LinkButton href="/settings/two-step">Use the camera</LinkButton>}
        {way === "hand" ? null : (
          <LinkButton href="/settings/two-step?by=hand">Enter a key by hand</LinkButton>
        )}
        {way === "link" ? null : <LinkButton href="/settings/two-step?by=link">Paste a link</LinkButton>}
        <Button onClick={() => chooser.current?.click()}>Choose a picture</Button>
        <input
          ref={chooser}
          className="visually-hidden"
          type="file"
          accept="image/*"
          aria-label="Picture with a QR code"
          tabIndex={-1}
          onChange={({ target }) => {
            const file = target.files?.[0];
            target.value = "";
            if (file) void takePicture(file);
          }}
        />
      </div>
      <p className={css.hint}>A screenshot can also be dropped on this page, or pasted.</p>
    </>
  );
}
