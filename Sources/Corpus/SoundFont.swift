import Foundation

/// Finds a General MIDI sound font on this machine.
public enum SoundFont {
    /// Where Debian's packages put them.
    public static let folder = URL(fileURLWithPath: "/usr/share/sounds/sf2")

    /// FluidR3_GM where it is installed, else the first other font by name.
    /// - Throws: `CorpusError.soundFontMissing`.
    public static func find(in folder: URL = folder) throws -> URL {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let fonts = names.filter { $0.lowercased().hasSuffix(".sf2") || $0.lowercased().hasSuffix(".sf3") }.sorted()
        guard let name = fonts.first(where: { $0.hasPrefix("FluidR3_GM") }) ?? fonts.first else {
            throw CorpusError.soundFontMissing(folder: folder.path)
        }
        return folder.appendingPathComponent(name)
    }
}
