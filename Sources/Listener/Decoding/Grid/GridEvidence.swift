/// What was heard of a vocal, as far as steady grids are laid through it.
package struct GridEvidence: Sendable {
    package let posteriors: Posteriors
    /// Relative to the singer's tuning.
    package let notes: [SungNote]
    package let signals: [PulseSignal]
    /// Seconds.
    package let duration: Double
}
