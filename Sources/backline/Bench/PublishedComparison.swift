import FastSAG
import Foundation
import Recipes

/// FastSAG in its published size and steps beside ours, both from features to a Mel.
struct PublishedComparison: Codable {
    var published: PublishedProbe.Figures
    /// Conditions and denoising.
    var ourSeconds: Double
    /// Times that ours is faster.
    var ratio: Double

    init(_ published: PublishedProbe.Figures, _ take: TakeProbe.Figures) {
        self.published = published
        ourSeconds = [Phase.condition, .denoise].reduce(0) { $0 + (take.stageSeconds[$1.id] ?? 0) }
        ratio = published.totalSeconds / ourSeconds
    }

    var table: String {
        let source =
            published.isExtrapolated
            ? "extrapolated from \(published.stepsMeasured) steps after one to warm up" : "all steps measured"
        return [
            String(
                format: "FastSAG as published (untrained; %.1f M parameters; %d Euler steps, %@): %g s of sound",
                Double(published.parameters) / 1e6, published.steps, source, published.seconds),
            String(
                format:
                    "  features to Mel: %.1f s (conditions %.1f, a step %.2f), %.0f MB; ours %.2f s: %.0f times faster",
                published.totalSeconds, published.conditionSeconds, published.stepSeconds, published.peakMegabytes,
                ourSeconds, ratio),
        ].joined(separator: "\n")
    }
}
