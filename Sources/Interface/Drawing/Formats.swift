import Foundation

/// Numbers as the screen writes them, the same in every country.
enum Formats {
    /// "1:02.34": minutes, seconds and hundredths.
    static func position(_ seconds: Double) -> String {
        let hundredths = whole(abs(seconds) * 100)
        let sign = seconds < 0 && hundredths > 0 ? "-" : ""
        return "\(sign)\(hundredths / 6000):\(padded(hundredths / 100 % 60)).\(padded(hundredths % 100))"
    }

    /// "1:02", rounded to the second.
    static func duration(_ seconds: Double) -> String {
        let total = whole(max(seconds, 0).rounded())
        return "\(total / 60):\(padded(total % 60))"
    }

    /// As exact as steps of so many seconds need it.
    static func tick(_ seconds: Double, step: Double) -> String {
        guard step < 1 else { return duration(seconds) }
        let digits = step < 0.1 ? 2 : 1
        let units = whole((abs(seconds) * (digits == 2 ? 100 : 10)).rounded())
        let second = digits == 2 ? 100 : 10
        let fraction = digits == 2 ? padded(units % second) : "\(units % second)"
        return "\(units / second / 60):\(padded(units / second % 60)).\(fraction)"
    }

    /// One digit after the point, none where it would be 0.
    static func short(_ value: Double) -> String {
        guard value.isFinite else { return "?" }
        let text = fixed(value, 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    static func fixed(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite else { return "?" }
        return String(format: "%.\(digits)f", locale: nil, value)
    }

    /// "+1.5", "-3.0", "0.0".
    static func signed(_ value: Double) -> String {
        let text = fixed(value, 1)
        if text == "-0.0" { return "0.0" }
        return value > 0 && text != "0.0" ? "+" + text : text
    }

    static func percent(_ share: Double) -> String { "\(whole((share * 100).rounded()))%" }

    /// "C", "L30", "R100".
    static func pan(_ pan: Double) -> String {
        let percent = whole((abs(pan) * 100).rounded())
        return percent == 0 ? "C" : (pan < 0 ? "L" : "R") + "\(percent)"
    }

    /// dB over full scale of a linear level; -infinity for silence.
    static func decibels(_ level: Float) -> Double { level > 0 ? 20 * log10(Double(level)) : -.infinity }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// What is no number, or beyond any song, is 0.
    private static func whole(_ value: Double) -> Int { value.isFinite && abs(value) < 1e12 ? Int(value) : 0 }
}
