import { Component, type ReactNode } from "react";

interface ErrorBoundaryProps {
  /** What is shown when a page inside breaks. */
  fallback: ReactNode;
  children: ReactNode;
}

/** Shows a way out instead of an empty page when rendering fails. React still asks for a class here. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
