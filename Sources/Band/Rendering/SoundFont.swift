import Foundation
import Signal

/// A General MIDI sound font on this machine.
public struct SoundFont: Hashable, Sendable {
    /// The file's name without its ending; what a song's entry keeps.
    public var name: String
    public var file: URL

    public init(file: URL) {
        self.file = file
        name = file.deletingPathExtension().lastPathComponent
    }

    /// Where Debian's packages put them.
    public static let folders = ["/usr/share/sounds/sf2", "/usr/share/sounds/sf3"].map { URL(fileURLWithPath: $0) }

    /// Never heard in training: what a model makes of a band it does not know is measured with it.
    public static let heldOut = "TimGM6mb"

    public var isHeldOut: Bool { name.hasPrefix(Self.heldOut) }

    /// How often the font plays in a corpus. The large sampled ones carry the corpus; FM sounds and the smallest bank are a spice.
    package var weight: Double {
        let weights = [("FluidR3_GM", 5.0), ("MuseScore_General", 5.0), ("OPL-3", 0.3), ("sf_GMbank", 0.5)]
        return weights.first { name.hasPrefix($0.0) }?.1 ?? 1
    }

    /// Fonts in folders, or font files, in order of their names. Links to a font already found, and a lighter edition
    /// (`_Lite`) of one that is there in full (`_Full`), do not count.
    /// - Throws: `BandError.soundFontMissing` when there is none, or a place that is named is no font.
    public static func find(in places: [URL] = folders) throws -> [SoundFont] {
        var files: [URL] = []
        for place in places {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) else { continue }
            if isFolder.boolValue {
                let names: [String]
                do { names = try FileManager.default.contentsOfDirectory(atPath: place.path) } catch {
                    throw BandError.cannotRead(place, reason: error.localizedDescription)
                }
                files += names.map { place.appendingPathComponent($0) }
            } else {
                files.append(place)
            }
        }
        // /etc/alternatives may lead out of the folder and back: only what a link ends at counts.
        var found: [String: SoundFont] = [:]
        for file in files where ["sf2", "sf3"].contains(file.pathExtension.lowercased()) {
            let target = file.resolvingSymlinksInPath()
            guard FileManager.default.fileExists(atPath: target.path) else { continue }
            found[target.path] = SoundFont(file: target)
        }
        let names = Set(found.values.map(\.name))
        let fonts = found.values
            .filter { !($0.name.hasSuffix("_Lite") && names.contains($0.name.dropLast(5) + "_Full")) }
            .sorted { ($0.name, $0.file.path) < ($1.name, $1.file.path) }
        guard !fonts.isEmpty else {
            throw BandError.soundFontMissing(folder: places.map(\.path).joined(separator: " or "))
        }
        return fonts
    }
}
