// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a TrafficPanel can be told to do: actions, keys, export and copy.
#include "base/text.h"
#include "trace/export.h"
#include "trace/textline.h"
#include "ui/filterline.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/inspector.h"
#include "ui/recordexporter.h"
#include "ui/trafficfiltermodel.h"
#include "ui/trafficmodel.h"
#include "ui/trafficpanel.h"
#include "ui/words.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace Chalkwire::Ui {

namespace {

constexpr qint64 kMaxCopiedBytes = 32 * 1024 * 1024;

} // namespace

QAction *TrafficPanel::addKeys(const QList<QKeySequence> &keys)
{
    auto *action = new QAction(this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

void TrafficPanel::buildActions()
{
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setIcon(icon(u"follow"));
    m_pause->setCheckable(true);
    m_pause->setIcon(icon(u"pause"));
    m_clear->setIcon(icon(u"clear"));
    m_find = addKeys({QKeySequence::Find});
    connect(m_find, &QAction::triggered, this, &TrafficPanel::focusFilter);
    m_previous = addKeys({Qt::Key_F7, Qt::CTRL | Qt::Key_Up});
    connect(m_previous, &QAction::triggered, this, &TrafficPanel::previousRow);
    m_next = addKeys({Qt::Key_F8, Qt::CTRL | Qt::Key_Down});
    connect(m_next, &QAction::triggered, this, &TrafficPanel::nextRow);
    m_previousInConversation = addKeys({Qt::CTRL | Qt::Key_Comma});
    connect(m_previousInConversation, &QAction::triggered, this, &TrafficPanel::previousInConversation);
    m_nextInConversation = addKeys({Qt::CTRL | Qt::Key_Period});
    connect(m_nextInConversation, &QAction::triggered, this, &TrafficPanel::nextInConversation);
}

void TrafficPanel::buildExportMenu()
{
    using Trace::ExportFormat;
    m_exportMenu->setIcon(icon(u"export"));
    for (const Scope scope : {Scope::All, Scope::Filtered, Scope::Conversation}) {
        QMenu *menu = m_exportMenu->addMenu(QString());
        m_scopeMenus += menu;
        for (const ExportFormat format :
             {ExportFormat::HexDump, ExportFormat::Csv, ExportFormat::JsonLines}) {
            QAction *action = menu->addAction(QString());
            connect(action, &QAction::triggered, this, [this, format, scope] { askExport(format, scope); });
        }
    }
    connect(m_exportMenu, &QMenu::aboutToShow, this,
            [this] { m_scopeMenus.at(2)->setEnabled(currentConnection() != kNoConnection); });
}

void TrafficPanel::retranslate()
{
    m_follow->setText(tr("Follow"));
    m_follow->setToolTip(tr("Keep the newest row in sight while the table is at its end"));
    m_pause->setText(tr("Pause"));
    m_pause->setToolTip(tr("Hold the rows still; recording goes on"));
    m_clear->setText(tr("Clear"));
    m_clear->setToolTip(tr("Forget all records"));
    m_exportMenu->setTitle(tr("Export"));
    m_exportMenu->menuAction()->setToolTip(tr("Write records to a file"));
    m_find->setText(tr("Find"));
    m_previous->setText(tr("Previous row"));
    m_next->setText(tr("Next row"));
    m_previousInConversation->setText(tr("Previous in this conversation"));
    m_nextInConversation->setText(tr("Next in this conversation"));
    m_cancel->setToolTip(tr("Cancel the export"));
    m_cancel->setAccessibleName(tr("Cancel the export"));
    m_table->setAccessibleName(tr("Traffic"));
    const QStringList scopes{tr("All records"), tr("Records that the filter shows"), tr("This client only")};
    const QStringList formats{tr("Hex dump…"), tr("CSV…"), tr("JSON Lines…")};
    for (qsizetype i = 0; i < m_scopeMenus.size(); ++i) {
        m_scopeMenus.at(i)->setTitle(scopes.at(i));
        for (qsizetype f = 0; f < formats.size(); ++f)
            m_scopeMenus.at(i)->actions().at(f)->setText(formats.at(f));
    }
    m_model->retranslate();
    showEmptyTexts();
}

void TrafficPanel::moveTo(int row)
{
    if (row < 0 || row >= m_filtered->rowCount())
        return;
    const QModelIndex index = m_filtered->index(row, TrafficModel::SummaryColumn);
    m_table->setCurrentIndex(index.siblingAtColumn(TrafficModel::TimeColumn));
    m_table->scrollTo(index.siblingAtColumn(TrafficModel::TimeColumn));
}

void TrafficPanel::showRecord(quint64 number)
{
    if (m_model->rowOf(number) < 0)
        return;
    if (m_filtered->rowOf(number) < 0 && !filterText().isEmpty()) {
        m_current = number; // found again by onReset(), also when working out the rows takes a while
        setFilterText({});
    }
    moveTo(m_filtered->rowOf(number));
}

void TrafficPanel::nextRow()
{
    moveTo(m_table->currentIndex().isValid() ? m_table->currentIndex().row() + 1 : 0);
}

void TrafficPanel::previousRow()
{
    const QModelIndex current = m_table->currentIndex();
    moveTo(current.isValid() ? current.row() - 1 : m_filtered->rowCount() - 1);
}

void TrafficPanel::nextInConversation()
{
    walkConversation(1);
}

void TrafficPanel::previousInConversation()
{
    walkConversation(-1);
}

ConnectionId TrafficPanel::currentConnection() const
{
    const int row = m_model->rowOf(m_current);
    return row < 0 ? kNoConnection : m_model->recordAt(row).connection;
}

void TrafficPanel::walkConversation(int step)
{
    const ConnectionId connection = currentConnection();
    int row = m_filtered->rowOf(m_current);
    if (connection == kNoConnection || row < 0)
        return;
    for (row += step; row >= 0 && row < m_filtered->rowCount(); row += step) {
        if (m_filtered->recordAt(row).concerns(connection)) {
            moveTo(row);
            return;
        }
    }
}

void TrafficPanel::askExport(Trace::ExportFormat format, Scope scope)
{
    const bool isHex = format == Trace::ExportFormat::HexDump;
    const bool isCsv = format == Trace::ExportFormat::Csv;
    const QString suffix = isHex   ? QStringLiteral("txt")
                           : isCsv ? QStringLiteral("csv")
                                   : QStringLiteral("jsonl");
    const QString type = isHex   ? tr("Hex dump (*.txt)")
                         : isCsv ? tr("CSV (*.csv)")
                                 : tr("JSON Lines (*.jsonl)");
    auto *dialog = new QFileDialog(this, tr("Export records"), {}, type);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(QStringLiteral("chalkwire.") + suffix);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, format, scope](const QString &path) { exportTo(path, format, scope); });
    dialog->open();
}

void TrafficPanel::exportTo(const QString &path, Trace::ExportFormat format, Scope scope)
{
    const ConnectionId connection = scope == Scope::Conversation ? currentConnection() : kNoConnection;
    std::vector<quint64> numbers;
    const bool filtered = scope == Scope::Filtered;
    const int rows = filtered ? m_filtered->rowCount() : m_model->rowCount();
    numbers.reserve(static_cast<size_t>(rows));
    for (int row = 0; row < rows; ++row) {
        const Trace::Record &record = filtered ? m_filtered->recordAt(row) : m_model->recordAt(row);
        if (scope != Scope::Conversation || record.concerns(connection))
            numbers.push_back(record.number);
    }
    m_exportPath = path;
    m_exporter->start(path, format, std::move(numbers), connection);
}

void TrafficPanel::onExportProgressed(int percent)
{
    showMessage(tr("Exporting: %1 %").arg(percent), false);
}

void TrafficPanel::onExportFinished(qsizetype written, qsizetype missing)
{
    const QString file = peerText(QFileInfo(m_exportPath).fileName(), 80);
    QString text = tr("Exported %1 records to %2.").arg(formatCount(written), file);
    if (missing > 0)
        text += QLatin1Char(' ') + tr("%1 were dropped for memory meanwhile.").arg(formatCount(missing));
    showMessage(text, false);
    emit exportFinished(m_exportPath);
}

void TrafficPanel::onExportFailed(const QString &systemText)
{
    const QString file = peerText(QFileInfo(m_exportPath).fileName(), 80);
    showMessage(tr("The export to %1 failed: %2. Choose another place.").arg(file, systemText), true);
    emit exportFailed(systemText);
}

void TrafficPanel::copy(CopyForm form)
{
    QByteArray out;
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &index : rows) {
        const Trace::Record &record = m_filtered->recordAt(index.row());
        switch (form) {
        case CopyForm::Text:
            Trace::appendTextLine(record, out);
            break;
        case CopyForm::Hex:
            out += toHex(record.bytes).toUtf8() + '\n';
            break;
        case CopyForm::Json:
            Trace::appendExport(Trace::ExportFormat::JsonLines, {}, record, out);
            break;
        }
        if (out.size() > kMaxCopiedBytes) {
            showMessage(
                tr("Only the first %1 were copied: use Export for more.").arg(formatBytes(out.size())), true);
            break;
        }
    }
    QApplication::clipboard()->setText(QString::fromUtf8(out));
}

void TrafficPanel::showRowMenu(const QPoint &position)
{
    if (!m_table->currentIndex().isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(u"copy"), tr("Copy as &text"), this, [this] { copy(CopyForm::Text); });
    menu->addAction(tr("Copy as &hex"), this, [this] { copy(CopyForm::Hex); });
    menu->addAction(tr("Copy as &JSON"), this, [this] { copy(CopyForm::Json); });
    menu->addSeparator();
    if (const ConnectionId connection = currentConnection(); connection != kNoConnection)
        menu->addAction(icon(u"filter"), tr("Show &only client %1").arg(connection), this,
                        [this, connection] { setFilterText(QStringLiteral("client:%1").arg(connection)); });
    menu->addAction(icon(u"lanes"), tr("Explain in &lanes"), this,
                    [this] { m_inspector->setCurrentIndex(Inspector::LanesTab); });
    menu->addSeparator();
    menu->addMenu(m_exportMenu);
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

} // namespace Chalkwire::Ui
