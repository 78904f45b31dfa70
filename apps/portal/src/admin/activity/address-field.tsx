import { TextField } from "@sallyport/ui/text-field";
import { useEffect, useState } from "react";

const pauseMilliseconds = 400;

interface AddressFieldProps {
  address: string;
  onChange: (address: string) => void;
}

/** Filters when the user stops typing. */
export function AddressField({ address, onChange }: AddressFieldProps) {
  const [typed, setTyped] = useState(address);
  const [known, setKnown] = useState(address);
  // The address in the URL has changed, for example through a link.
  if (address !== known) {
    setKnown(address);
    setTyped(address);
  }
  const next = typed.trim();
  useEffect(() => {
    if (next === address) return undefined;
    const timer = setTimeout(() => {
      setKnown(next);
      onChange(next);
    }, pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [next, address, onChange]);
  return (
    <TextField
      label="Address"
      name="address"
      autoComplete="off"
      placeholder="Like 192.0.2.7"
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
    />
  );
}
