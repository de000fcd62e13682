import Signal

/// What was heard of a vocal, as far as beats are laid through it.
package struct GridEvidence: Sendable {
    package let posteriors: Posteriors
    /// In order, relative to the singer's tuning.
    package let notes: [SungNote]
    package let signals: [PulseSignal]
    /// Seconds.
    package let duration: Double

    package init(posteriors: Posteriors, notes: [SungNote], signals: [PulseSignal], duration: Double) {
        self.posteriors = posteriors
        self.notes = notes
        self.signals = signals
        self.duration = duration
    }

    /// Where nothing but posteriors and notes is known.
    package init(posteriors: Posteriors, notes: [SungNote], duration: Double) {
        let nothing = Spectrogram(frames: 0, bands: 1, values: [], hopSeconds: 1)
        self.init(
            posteriors: posteriors, notes: notes,
            signals: PulseSignal.all(posteriors, notes: notes, strength: [], logMel: nothing, duration: duration),
            duration: duration)
    }

    /// What speaks for grids in a stretch of time.
    /// - Parameters:
    ///   - periods: seconds a beat.
    ///   - range: seconds.
    ///   - sources: names of signals that are weighed; nil for all.
    package func features(
        _ periods: [Double], in range: Range<Double>, sources: Set<String>? = nil
    ) -> GridFeatures {
        let first = min(max(Int((range.lowerBound * Posteriors.rate).rounded()), 0), posteriors.tokens - 1)
        let last = min(max(Int((range.upperBound * Posteriors.rate).rounded()), first + 1), posteriors.tokens)
        let weighed = signals.filter { sources?.contains($0.name.rawValue) ?? true }
        let spectrum = MetricalSpectrum(
            weighed.map { $0.slice(range) }, posteriors, tokens: first..<last, periods: periods,
            reference: (range.lowerBound + range.upperBound) / 2)
        return GridFeatures(
            spectrum, posteriors, notes: notes.map(\.start).filter(range.contains), tokens: first..<last)
    }
}
