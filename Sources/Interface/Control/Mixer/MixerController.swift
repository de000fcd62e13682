import Foundation
import Signal
import Songs

/// Strips and master.
final class MixerController: Controller {
    /// dB a key.
    private static let gainStep = 1.0
    static let panStep = 0.1
    /// dBTP that make sense for a limiter.
    private static let ceilings = -20.0...0.0

    func moveMixerCursor(_ steps: Int) {
        state.mixerCursor = min(max(state.mixerCursor + steps, 0), state.mixerTargets.count - 1)
        if let lane = state.selectedStrip?.lane { workstation.lanes.select(lane: lane) }
    }

    func cycleMixerParameter() {
        let all = MixerParameter.allCases
        let index = all.firstIndex(of: state.mixerParameter) ?? 0
        state.mixerParameter = all[(index + 1) % all.count]
    }

    private var isMaster: Bool { state.selectedTarget == .master }

    private var selectedName: String { state.name(of: state.selectedTarget) }

    func stepMixer(_ direction: Int) {
        if isMaster { return changeGain { $0 + Double(direction) * Self.gainStep } }
        switch state.mixerParameter {
        case .gain: changeGain { $0 + Double(direction) * Self.gainStep }
        case .pan: pan(by: Double(direction) * Self.panStep)
        case .mute: toggleMute()
        case .solo: toggleSolo()
        }
    }

    private func changeGain(_ change: (Double) -> Double) {
        let range = StripSettings.gainRange
        edit("gain of \(selectedName)", key: "gain \(state.selectedTarget)") { song in
            func cut(_ gain: Double) -> Double { min(max(gain, range.lowerBound), range.upperBound) }
            switch state.selectedTarget {
            case .master: song.master.gain = cut(change(song.master.gain))
            case .strip(let id): song[strip: id].gain = cut(change(song[strip: id].gain))
            }
        }
    }

    private func changeStrip(_ title: String, key: String? = nil, _ change: (inout StripSettings) -> Void) {
        guard let strip = state.selectedStrip else { return }
        edit("\(title) of \(selectedName)", key: key.map { "\($0) \(strip)" }) { change(&$0[strip: strip]) }
    }

    func pan(by step: Double) {
        changeStrip("pan", key: "pan") { strip in
            let moved = ((strip.pan + step) / Self.panStep).rounded() * Self.panStep
            strip.pan = min(max(moved, -1), 1)
        }
    }

    func toggleMute() { changeStrip("mute") { $0.isMuted.toggle() } }

    func toggleSolo() { changeStrip("solo") { $0.isSoloed.toggle() } }

    func resetStrip() {
        if isMaster {
            edit("gain of master") { $0.master.gain = 0 }
        } else {
            changeStrip("settings") { $0 = StripSettings() }
        }
    }

    func toggleLimiter() {
        edit("limiter") { song in
            song.master.limiterCeiling =
                song.master.limiterCeiling == nil ? MasterSettings.usualCeiling : nil
        }
        let ceiling = state.song.master.limiterCeiling
        tell(.info, ceiling.map { "the limiter holds \($0.formatted()) dBTP" } ?? "the limiter is off")
    }

    func editCeiling() {
        let now = state.song.master.limiterCeiling ?? MasterSettings.usualCeiling
        workstation.dialogs.ask("ceiling, dBTP", now.formatted(), in: .mixer) { [self] text in
            guard let value = number(text), Self.ceilings.contains(value) else {
                throw Complaint("a ceiling is -20 to 0 dBTP")
            }
            edit("limiter ceiling") { $0.master.limiterCeiling = value }
        }
    }

    func editMixerValue() {
        if !isMaster, state.mixerParameter == .pan { return editPan() }
        let now = state.selectedStrip.map { state.song[strip: $0].gain } ?? state.song.master.gain
        workstation.dialogs.ask("gain, dB", now.formatted(), in: .mixer) { [self] text in
            guard let value = number(text), StripSettings.gainRange.contains(value) else {
                throw Complaint("a gain is -60 to 12 dB")
            }
            changeGain { _ in value }
        }
    }

    private func editPan() {
        guard let strip = state.selectedStrip else { return }
        workstation.dialogs.ask("pan, -1 to 1", state.song[strip: strip].pan.formatted(), in: .mixer) { [self] text in
            guard let value = number(text), (-1...1).contains(value) else {
                throw Complaint("pan is -1 (left) to 1 (right)")
            }
            changeStrip("pan") { $0.pan = value }
        }
    }

    /// A number as people type it, with a comma or a point.
    func number(_ text: String) -> Double? {
        let value = Double(text.trimmingCharacters(in: .whitespaces).replacing(",", with: "."))
        return value.flatMap { $0.isFinite ? $0 : nil }
    }
}

extension Double {
    /// As short as it can be typed again: "-1", "0.3".
    func formatted() -> String {
        let rounded = (self * 100).rounded() / 100
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
    }
}
