import Recipes
import Signal

/// `song.json` before there were lanes: one list of takes, one recipe, guides beside them, and a mixer with strips by
/// name.
struct SongSchema1: Decodable {
    struct Mixer: Decodable {
        var strips: [String: StripSettings]
        var master: MasterSettings
    }

    var title: String
    var vocal: Song.Vocal?
    var sheet: SongSheet?
    var recipe: Recipe
    var isSeedLocked: Bool
    var seedHistory: [UInt64]
    var takes: [Take]
    var nextTake: Int
    var guideParts: [GuidePart]?
    var pass: KeyPass?
    var mixer: Mixer
    var loop: Range<Double>?
    var isLooping: Bool
    var marks: [Song.Mark]
    var a: Audition?
    var b: Audition?
    var audition: Audition

    /// The same song with lanes. It sounds the same to the sample, and nothing of it is lost.
    func migrated() -> Song {
        var song = Song(title: title, vocal: vocal, recipe: recipe)
        song.sheet = sheet
        song.isSeedLocked = isSeedLocked
        song.seedHistory = seedHistory
        song.nextTake = nextTake
        song.pass = pass
        song.master = mixer.master
        song.loop = loop
        song.isLooping = isLooping
        song.marks = marks
        song.takes = takes
        song.audition = audition
        song.guides = guideParts ?? []
        song.a = a.map { scene($0, song) }
        song.b = b.map { scene($0, song) }
        song.lanes = withStrips(song.lanes)
        return song
    }

    private func scene(_ audition: Audition, _ song: Song) -> Song.Scene {
        var scene = Song.Scene()
        scene.takes.updateValue(audition.take, forKey: song.lane.id)
        return scene
    }

    /// The vocal's strip and those of guides go to their lanes. The others were those of stems by name, whatever take
    /// they belonged to: the one of takes in one sound becomes the lane's own, unless stems of other takes would then
    /// sound through it too.
    private func withStrips(_ lanes: [Lane]) -> [Lane] {
        let own = lanes.map(stripName(of:))
        let rest = mixer.strips.filter { !own.contains($0.key) }
        return zip(lanes, own).map { lane, name in
            var lane = lane
            lane.strip = name.flatMap { mixer.strips[$0] } ?? StripSettings()
            if lane.recipe != nil { lane.stems = rest }
            return lane
        }
    }

    /// What the strip was called that becomes a lane's own; nil where none does.
    private func stripName(of lane: Lane) -> String? {
        switch lane.player {
        case .recording: return Song.vocalName
        case .instrument(let kind, _): return kind.rawValue
        case .system:
            let isInOneSound = takes.allSatisfy { $0.stems.map(\.name) == [Song.firstName] }
            return isInOneSound ? Song.firstName : nil
        }
    }
}
