import FastSAG
import Foundation
import Recipes

/// The token-by-token generator and our FastSAG side by side: the same seconds of sound in the same run. The generator is
/// untrained, and its codec's decoder is left out of all figures, which is in its favour.
struct BaselineComparison: Codable {
    var tokenByToken: CascadeProbe.Figures
    /// Denoising alone.
    var fastsagDenoiseSeconds: Double
    /// Conditions, denoising and vocoder.
    var fastsagConditionsToSoundSeconds: Double
    var fastsagPasses: Int
    /// Of the denoiser.
    var fastsagMultiplyAccumulates: Int
    /// Times that FastSAG's denoising is faster than all tokens.
    var denoisingRatio: Double
    /// Times that FastSAG from conditions to sound is faster than all tokens, which are no sound yet.
    var conditionsToSoundRatio: Double
    /// Passes of the token-by-token generator for one of FastSAG.
    var passesRatio: Double

    init(_ cascade: CascadeProbe.Figures, _ take: TakeProbe.Figures) {
        func seconds(_ phases: Phase...) -> Double {
            phases.reduce(0) { $0 + (take.stageSeconds[$1.id] ?? 0) }
        }
        tokenByToken = cascade
        fastsagDenoiseSeconds = seconds(.denoise)
        fastsagConditionsToSoundSeconds = seconds(.condition, .denoise, .vocode)
        fastsagPasses = take.passes
        fastsagMultiplyAccumulates = take.denoiserMultiplyAccumulates
        denoisingRatio = cascade.totalSeconds / fastsagDenoiseSeconds
        conditionsToSoundRatio = cascade.totalSeconds / fastsagConditionsToSoundSeconds
        passesRatio = Double(cascade.passes) / Double(take.passes)
    }

    var table: String {
        func stage(_ name: String) -> String { String(format: "%.1f", tokenByToken.stageSeconds[name] ?? 0) }
        let source =
            tokenByToken.secondsMeasured < tokenByToken.seconds
            ? String(format: ", told from %g s", tokenByToken.secondsMeasured) : ""
        return [
            String(
                format:
                    "Token by token (after SingSong; untrained; %.1f M parameters; %d thread(s), the faster of %d): "
                    + "%g s of sound%@", Double(tokenByToken.parameters) / 1e6, tokenByToken.threads,
                tokenByToken.trialSeconds.count, tokenByToken.seconds, source),
            String(
                format:
                    "  %.1f s (semantic %@, coarse %@, fine %@), %d passes, %.0f tokens a second, %.0f GMAC, %.0f MB",
                tokenByToken.totalSeconds, stage("semantic"), stage("coarse"), stage("fine"), tokenByToken.passes,
                tokenByToken.tokensPerSecond, Double(tokenByToken.multiplyAccumulates) / 1e9,
                tokenByToken.peakMegabytes),
            String(
                format: "  FastSAG's denoising: %.2f s, %d passes, %.0f GMAC: FastSAG is %.1f times faster, "
                    + "%.0f times fewer passes", fastsagDenoiseSeconds, fastsagPasses,
                Double(fastsagMultiplyAccumulates) / 1e9, denoisingRatio, passesRatio),
            String(
                format:
                    "  FastSAG from conditions to sound: %.2f s: %.1f times faster (the codec's decoder is left out "
                    + "of the other)", fastsagConditionsToSoundSeconds, conditionsToSoundRatio),
        ].joined(separator: "\n")
    }
}
