import { TextField } from "@sallyport/ui/text-field";
import { useEffect, useState } from "react";

const pauseMilliseconds = 400;

interface AddressFieldProps {
  address: string;
  onChange: (address: string) => void;
}

export function AddressField({ address, onChange }: AddressFieldProps) {
  const [typed, setTyped] = useState(address);
  const [known, setKnown] = useState(address);
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
