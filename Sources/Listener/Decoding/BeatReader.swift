import Foundation
import Music

/// The beats that a recording may have, the likeliest first.
///
/// A band beside the voice tells its beats by itself, and the bar pointer follows it (`BeatDecoder`). A bare voice is laid on
/// steady grids (`GridDecoder`), unless the encoder is as sure of beats of its own as it is of singers that it knows.
struct BeatReader {
    private let evidence: GridEvidence
    private let band: Double
    private let constraints: ListeningConstraints
    private let weights: DecodingWeights
    private let grids: GridWeights
    private let odds: MeterOdds

    /// Beats before the first note that stay as they are, and how many of more are kept.
    private static let (longestSilence, leadIn) = (10, 5)
    /// How far a band must be heard so that the bar pointer follows it beat by beat.
    private static let clearBand = 0.5
    /// Notes that say something of the metre, and of beats at all.
    private static let (fewestNotes, fewestForBeats) = (12, 4)

    /// - Parameter band: 0...1: how far a band is heard beside the voice.
    init(
        _ evidence: GridEvidence, band: Double, constraints: ListeningConstraints, weights: DecodingWeights,
        grids: GridWeights
    ) {
        self.evidence = evidence
        self.band = band
        self.constraints = constraints
        self.weights = weights
        self.grids = grids
        odds = MeterOdds(evidence.signals)
    }

    /// None where not even two beats fit.
    func readings() -> [GridDecoder.Reading] {
        if let beats = constraints.beats {
            guard beats.count > 1, let grid = SteadyGrid(fitting: beats) else { return [] }
            return [.init(grid: grid, beats: beats, probability: 1, division: constraints.division ?? 2)]
        }
        var readings = heard().map(begun).map(pinned).filter { $0.beats.count > 1 }
        if let division = constraints.division {
            for number in readings.indices { readings[number].division = division }
        } else if let first = readings.first {
            readings[0] = dotted(first)
        }
        return readings
    }

    /// 0...1: how sure the beats of a reading are.
    func sureness(of reading: GridDecoder.Reading) -> Double {
        if constraints.beats != nil || (isExact && constraints.firstDownbeat != nil) { return 1 }
        if band >= Self.clearBand { return reading.probability }
        let sure = grids.sureness.probability(
            share: reading.probability, activation: evidence.posteriors.activation(at: reading.beats),
            notes: evidence.notes.count)
        // a held tone has no beat, whatever lies near it
        return sure * min(Double(evidence.notes.count) / Double(Self.fewestForBeats), 1)
    }

    /// Log odds of three beats a bar against four; 0 where too little is sung to tell.
    func oddsOfThree(in reading: GridDecoder.Reading) -> Double {
        evidence.notes.count < Self.fewestNotes ? 0 : odds.three(period: reading.grid.period)
    }

    /// Whether the tempo is told and holds to the last bar.
    private var isExact: Bool { constraints.tempo != nil && !constraints.tempoDrifts }

    private func heard() -> [GridDecoder.Reading] {
        if isExact { return steady() }
        let track = BeatDecoder(weights: weights).decode(
            evidence.posteriors, notes: evidence.notes, band: band, duration: evidence.duration,
            constraints: constraints)
        let own = SteadyGrid(fitting: track.beats).map { grid in
            GridDecoder.Reading(grid: grid, beats: track.beats, probability: track.confidence)
        }
        if band >= Self.clearBand { return own.map { [$0] } ?? [] }
        var readings = steady()
        guard let first = readings.first, let own else { return readings }
        let chosen = chosen(first, or: own)
        // what one reading gains the others lose
        let share = (1 - chosen.probability) / max(1 - first.probability, 1e-9)
        if chosen.probability > first.probability {
            for number in readings.indices { readings[number].probability *= share }
        }
        readings[0] = chosen
        return readings
    }

    /// - Parameter tempo: beats a minute around which all of them lie; nil for any.
    private func steady(around tempo: Double? = nil) -> [GridDecoder.Reading] {
        var constraints = constraints
        if let tempo { constraints.typedTempo = TypedTempo(tempo, drifts: true) }
        return GridDecoder(weights: grids).decode(evidence, constraints: constraints, count: weights.readings)
    }

    /// The steady grid, but for beats on which the encoder insists: others that it is sure of, or the grid's own that drift.
    private func chosen(_ grid: GridDecoder.Reading, or own: GridDecoder.Reading) -> GridDecoder.Reading {
        let sure = evidence.posteriors.activation(at: own.beats)
        let gain = sure - evidence.posteriors.activation(at: grid.beats)
        let isNear = abs(own.grid.tempo / grid.grid.tempo - 1) < GridDecoder.drift
        let isPinned = constraints.firstDownbeat != nil && !constraints.tempoDrifts
        if constraints.tempo == nil, sure > weights.certain, gain > weights.certain / 4 {
            var certain = own
            // through a downbeat that is told runs a grid, at the pace of which the encoder is sure
            if isPinned { certain = isNear ? grid : steady(around: own.grid.tempo).first ?? grid }
            certain.probability = max(own.probability, grid.probability)
            return certain
        }
        guard isNear, !isPinned, gain > weights.drift else { return grid }
        var drifting = grid
        drifting.beats = own.beats
        return drifting
    }

    /// The beats with the one that is told on its very time: those of the encoder lie on tokens.
    private func pinned(_ reading: GridDecoder.Reading) -> GridDecoder.Reading {
        guard let downbeat = constraints.firstDownbeat,
            let place = reading.beats.indices.min(by: {
                abs(reading.beats[$0] - downbeat) < abs(reading.beats[$1] - downbeat)
            }), abs(reading.beats[place] - downbeat) < 1 / Posteriors.rate
        else { return reading }
        var pinned = reading
        pinned.beats[place] = downbeat
        return pinned
    }

    /// A heard grid without the beats of a long silence before the first note, but for a bar that leads in.
    private func begun(_ reading: GridDecoder.Reading) -> GridDecoder.Reading {
        guard let note = evidence.notes.first, !isExact else { return reading }
        let before = reading.beats.prefix { $0 < note.start }.count
        guard before > Self.longestSilence else { return reading }
        var begun = reading
        begun.beats.removeFirst(before - Self.leadIn)
        return begun
    }

    /// On dotted beats where notes divide beats in three rather than in two.
    private func dotted(_ reading: GridDecoder.Reading) -> GridDecoder.Reading {
        guard constraints.meter == nil, evidence.notes.count >= Self.fewestNotes else { return reading }
        let isTold = constraints.tempo != nil || constraints.firstDownbeat != nil
        let grid = reading.grid
        guard let ratio = odds.dottedBeat(period: grid.period, ratios: isTold ? [1] : [1, 1.5, 2, 3]) else {
            return reading
        }
        var dotted = reading
        dotted.division = 3
        guard ratio != 1, let from = reading.beats.first else { return dotted }
        let period = grid.period * ratio
        // every half beat that was heard may be the dotted one
        let origins = (0..<Int(2 * ratio)).map { grid.origin + Double($0) * grid.period / 2 }
        dotted.grid = SteadyGrid(period: period, origin: odds.origin(among: origins, period: period) ?? grid.origin)
        dotted.beats = dotted.grid.beats(in: max(from - period / 2, 0)..<evidence.duration)
        return dotted.beats.count > 1 ? dotted : reading
    }
}
