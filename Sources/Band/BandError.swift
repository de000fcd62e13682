import Foundation

/// Why a band can't be heard.
public enum BandError: Error, CustomStringConvertible, Equatable {
    case cannotRead(URL, reason: String)
    case soundFontMissing(folder: String)
    case synthesizer(String)

    public var description: String {
        switch self {
        case .cannotRead(let url, let reason): "cannot read \(url.path): \(reason)"
        case .soundFontMissing(let folder):
            "no General MIDI sound font in \(folder): install the package fluid-soundfont-gm"
        case .synthesizer(let reason): "FluidSynth failed: \(reason)"
        }
    }
}
