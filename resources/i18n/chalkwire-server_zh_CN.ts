<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Chalkwire::ServerGui::Banner</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭这条消息</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::BannerArea</name>
    <message>
        <source>The local name %1 is taken by another program.</source>
        <translation>本地名称 %1 已被其他程序占用。</translation>
    </message>
    <message>
        <source>Port %1 is taken by another program.</source>
        <translation>端口 %1 已被其他程序占用。</translation>
    </message>
    <message>
        <source>Port %1 is taken by %2.</source>
        <translation>端口 %1 已被 %2 占用。</translation>
    </message>
    <message>
        <source>The local name %1 may not be used here.</source>
        <translation>没有权限使用本地名称 %1。</translation>
    </message>
    <message>
        <source>Port %1 needs administrator rights; ports from 1024 on do not.</source>
        <translation>端口 %1 需要管理员权限；1024 及以上的端口不需要。</translation>
    </message>
    <message>
        <source>This computer does not have the address %1.</source>
        <translation>本机没有地址 %1。</translation>
    </message>
    <message>
        <source>%1 is not an address to listen on.</source>
        <translation>%1 不是可以监听的地址。</translation>
    </message>
    <message>
        <source>Could not listen on %1.</source>
        <translation>无法监听 %1。</translation>
    </message>
    <message>
        <source>The other listeners are up.</source>
        <translation>其他监听正常。</translation>
    </message>
    <message>
        <source>No client can connect until this is solved.</source>
        <translation>解决之前，客户端无法连接。</translation>
    </message>
    <message>
        <source>&amp;Use %1</source>
        <translation>改用 %1(&amp;U)</translation>
    </message>
    <message>
        <source>Try a&amp;gain</source>
        <translation>重试(&amp;G)</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Clients that are connected now must connect again.</source>
        <translation>已连接的客户端需要重新连接。</translation>
    </message>
    <message>
        <source>Only this computer can connect.</source>
        <translation>现在只有本机可以连接。</translation>
    </message>
    <message>
        <source>Letting the network in makes the server reachable for everybody on it.</source>
        <translation>向网络开放后，同一网络中的所有人都能连接此服务端。</translation>
    </message>
    <message>
        <source>&amp;Let this network in</source>
        <translation>向网络开放(&amp;L)</translation>
    </message>
    <message>
        <source>This computer has no network address at the moment.</source>
        <translation>本机目前没有网络地址。</translation>
    </message>
    <message>
        <source>From this computer: %1</source>
        <translation>在本机上：%1</translation>
    </message>
    <message>
        <source>Clients connect to this address.</source>
        <translation>客户端连接到这个地址。</translation>
    </message>
    <message>
        <source>Clients connect to this address. If it cannot be reached: %1</source>
        <translation>客户端连接到这个地址。如果连不上，可以试试：%1</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>复制(&amp;Y)</translation>
    </message>
    <message>
        <source>Another program has the history of this server.</source>
        <translation>另一个程序正在使用此服务端的历史记录。</translation>
    </message>
    <message>
        <source>A newer version of Chalkwire wrote the history of this server.</source>
        <translation>此服务端的历史记录由更新版本的 Chalkwire 写入。</translation>
    </message>
    <message>
        <source>The history of this server cannot be opened.</source>
        <translation>无法打开此服务端的历史记录。</translation>
    </message>
    <message>
        <source>Start and &amp;keep nothing</source>
        <translation>启动但不保存(&amp;K)</translation>
    </message>
    <message>
        <source>The history was damaged, and a new one was begun.</source>
        <translation>历史记录已损坏，并新建了一份。</translation>
    </message>
    <message>
        <source>What can be saved of it is in %1</source>
        <translation>可挽救的内容保存在 %1</translation>
    </message>
    <message>
        <source>Each client is told that its message was not kept.</source>
        <translation>每个客户端都会被告知其消息未被保存。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::ClientsModel</name>
    <message>
        <source>Client %1, %2, from %3, %4, %5, idle for %6</source>
        <translation>客户端 %1，%2，来自 %3，%4，%5，空闲 %6</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>传输方式</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>连接时间</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Msgs in</source>
        <translation>收到消息</translation>
    </message>
    <message>
        <source>Msgs out</source>
        <translation>发出消息</translation>
    </message>
    <message>
        <source>Bytes in</source>
        <translation>收到字节</translation>
    </message>
    <message>
        <source>Bytes out</source>
        <translation>发出字节</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Queued bytes</source>
        <translation>待发字节</translation>
    </message>
    <message>
        <source>How long this chat client took to answer the last time it was asked whether it is there. It is asked when it has been silent for a while.</source>
        <translation>上次询问此聊天客户端是否还在时，它用了多久应答。安静一段时间后才会询问。</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>延迟</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::ClientsPanel</name>
    <message>
        <source>Clients</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Send &amp;text…</source>
        <translation>发送文本(&amp;T)…</translation>
    </message>
    <message>
        <source>Send &amp;hex…</source>
        <translation>发送十六进制(&amp;H)…</translation>
    </message>
    <message>
        <source>Show &amp;only its traffic</source>
        <translation>只看它的收发记录(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Copy address</source>
        <translation>复制地址(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>断开(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Reset connection</source>
        <translation>重置连接(&amp;R)</translation>
    </message>
    <message>
        <source>Waiting: %1. Every place is taken (%2): each is served as soon as another client leaves.</source>
        <translation>等待：%1。名额已满（%2）：有客户端离开后，会依次得到服务。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::Dialogs</name>
    <message>
        <source> or </source>
        <translation> 或 </translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Send what is typed</source>
        <translation>发送输入的内容</translation>
    </message>
    <message>
        <source>A new line in what is typed</source>
        <translation>在输入中换行</translation>
    </message>
    <message>
        <source>What was sent before, while typing</source>
        <translation>输入时：之前发送的内容</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>About Chalkwire Server</source>
        <translation>关于 Chalkwire 服务端</translation>
    </message>
    <message>
        <source>Chalkwire Server %1

A socket server that shows every byte and every message as it passes. Any client is welcome on its port: a socket tutorial&apos;s program, nc, or Chalkwire Client.

Free software under the GNU General Public License, version 3 or later. Made with Qt %2.</source>
        <translation>Chalkwire 服务端 %1

一个套接字服务端，显示经过的每个字节和每条消息。任何客户端都可以连接它的端口：套接字教程里的程序、nc 或 Chalkwire 客户端。

自由软件，采用 GNU 通用公共许可证第 3 版或更高版本。使用 Qt %2 制作。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::ListenSettings</name>
    <message>
        <source>Listen settings</source>
        <translation>监听设置</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>传输方式</translation>
    </message>
    <message>
        <source>Address or name</source>
        <translation>地址或名称</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Clients speak</source>
        <translation>客户端协议</translation>
    </message>
    <message>
        <source>Add a &amp;listener</source>
        <translation>添加监听(&amp;L)</translation>
    </message>
    <message>
        <source>Clients served at &amp;once:</source>
        <translation>同时服务的客户端(&amp;O)：</translation>
    </message>
    <message>
        <source>Clients that may &amp;wait for a place:</source>
        <translation>可以排队等待的客户端(&amp;W)：</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>&amp;Strict text: close connections whose bytes are not clean UTF-8</source>
        <translation>严格文本：字节不是合法 UTF-8 时关闭连接(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Nothing is applied until every listener above is right.</source>
        <translation>上面的监听全部正确后才能应用。</translation>
    </message>
    <message>
        <source>The server is stopped. Apply starts it.</source>
        <translation>服务端已停止。点击“应用”会启动它。</translation>
    </message>
    <message>
        <source>Apply restarts the listeners: clients that are connected now must connect again.</source>
        <translation>应用会重新启动监听：已连接的客户端需要重新连接。</translation>
    </message>
    <message>
        <source>Apply takes effect at once; clients stay connected.</source>
        <translation>应用后立即生效；客户端保持连接。</translation>
    </message>
    <message>
        <source>This is what holds now.</source>
        <translation>这是当前的设置。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::ListenStatus</name>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Listening %1</source>
        <translation>正在监听 %1</translation>
    </message>
    <message>
        <source>Listening %1 (+%2)</source>
        <translation>正在监听 %1（另有 %2 个）</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::ListenerRow</name>
    <message>
        <source>Listener %1, transport</source>
        <translation>监听 %1，传输方式</translation>
    </message>
    <message>
        <source>Listener %1, address</source>
        <translation>监听 %1，地址</translation>
    </message>
    <message>
        <source>Listener %1, name</source>
        <translation>监听 %1，名称</translation>
    </message>
    <message>
        <source>Listener %1, port</source>
        <translation>监听 %1，端口</translation>
    </message>
    <message>
        <source>Listener %1, dialect</source>
        <translation>监听 %1，协议</translation>
    </message>
    <message>
        <source>Remove listener %1</source>
        <translation>删除监听 %1</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>tutorial only</source>
        <translation>仅教程</translation>
    </message>
    <message>
        <source>lines only</source>
        <translation>仅行文本</translation>
    </message>
    <message>
        <source>for example chalkwire</source>
        <translation>例如 chalkwire</translation>
    </message>
    <message>
        <source>any free</source>
        <translation>任意空闲</translation>
    </message>
    <message>
        <source>this computer only (127.0.0.1)</source>
        <translation>仅本机 (127.0.0.1)</translation>
    </message>
    <message>
        <source>all addresses</source>
        <translation>所有地址</translation>
    </message>
    <message>
        <source>this computer only, IPv6 (::1)</source>
        <translation>仅本机，IPv6 (::1)</translation>
    </message>
    <message>
        <source>A local listener needs a name.</source>
        <translation>本地监听需要一个名称。</translation>
    </message>
    <message>
        <source>A local name may not contain a comma.</source>
        <translation>本地名称中不能有逗号。</translation>
    </message>
    <message>
        <source>This is not an address of this computer. Choose one from the list, or type one like 192.168.1.20.</source>
        <translation>这不是本机的地址。请从列表中选择，或输入类似 192.168.1.20 的地址。</translation>
    </message>
    <message>
        <source>This name stands above already.</source>
        <translation>上面已经有这个名称。</translation>
    </message>
    <message>
        <source>This address and port stand above already.</source>
        <translation>上面已经有这个地址和端口。</translation>
    </message>
    <message>
        <source>All addresses at this port contain this one already. Choose another port.</source>
        <translation>“所有地址”在这个端口上已经包含它。请换一个端口。</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>错误：%1</translation>
    </message>
    <message>
        <source>chat only</source>
        <translation>仅聊天</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::LogPanel</name>
    <message>
        <source>Sho&amp;w:</source>
        <translation>显示(&amp;W)：</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>from Info on</source>
        <translation>信息及以上</translation>
    </message>
    <message>
        <source>warnings and errors</source>
        <translation>警告和错误</translation>
    </message>
    <message>
        <source>errors only</source>
        <translation>仅错误</translation>
    </message>
    <message>
        <source>Log level to show</source>
        <translation>要显示的日志级别</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the log rows</source>
        <translation>复制日志</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Clear the log</source>
        <translation>清空日志</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Nothing to report.</source>
        <translation>暂无日志。</translation>
    </message>
    <message>
        <source>What the server does and what goes wrong stands here.</source>
        <translation>服务端做了什么、出了什么问题，都显示在这里。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::NoticesModel</name>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::RoomTranscript</name>
    <message>
        <source>%1 %2 changes the topic: %3</source>
        <translation>%1 %2 更改话题：%3</translation>
    </message>
    <message>
        <source>%1 %2: (deleted)</source>
        <translation>%1 %2：（已删除）</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2：%3</translation>
    </message>
    <message>
        <source>%1 (edited)</source>
        <translation>%1（已修改）</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::RoomsModel</name>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 等</translation>
    </message>
    <message>
        <source>Room %1, people: %2: %3, messages kept: %4</source>
        <translation>房间 %1，%2 人：%3，已保存 %4 条消息</translation>
    </message>
    <message>
        <source>%1 (private)</source>
        <translation>%1（私密）</translation>
    </message>
    <message>
        <source>What was said there and is kept, with corrections, reactions and topics.</source>
        <translation>保存下来的发言，包括修改、回应和话题。</translation>
    </message>
    <message>
        <source>When something was said there last.</source>
        <translation>最后一次发言的时间。</translation>
    </message>
    <message>
        <source>How long the room keeps what is said.</source>
        <translation>房间保存发言多久。</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::RoomsPanel</name>
    <message>
        <source>Rooms</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Not said: the text is too long, or it has control characters.</source>
        <translation>未发出：文本太长，或含有控制字符。</translation>
    </message>
    <message>
        <source>Not done: %1</source>
        <translation>未完成：%1</translation>
    </message>
    <message>
        <source>&amp;Keep what is said</source>
        <translation>保存发言(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Remove the room…</source>
        <translation>移除房间(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Delete for everybody</source>
        <translation>为所有人删除(&amp;D)</translation>
    </message>
    <message>
        <source>Remove the room</source>
        <translation>移除房间</translation>
    </message>
    <message>
        <source>Remove %1 with everything that was said in it? Who is in it is put out. This cannot be undone.</source>
        <translation>移除 %1 以及其中的所有发言？房间里的人会被请出。此操作无法撤销。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>What is said in %1</source>
        <translation>%1 里的发言</translation>
    </message>
    <message>
        <source>Say something in %1 as operator</source>
        <translation>以操作员身份在 %1 发言</translation>
    </message>
    <message>
        <source>Say</source>
        <translation>发言</translation>
    </message>
    <message>
        <source>Nothing of this room is kept.</source>
        <translation>此房间没有保存任何内容。</translation>
    </message>
    <message>
        <source>The server is stopped: there are no rooms.</source>
        <translation>服务端已停止：没有房间。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::SendPanel</name>
    <message>
        <source>Client %1: %2</source>
        <translation>客户端 %1：%2</translation>
    </message>
    <message>
        <source>everybody in a room</source>
        <translation>房间里的所有人</translation>
    </message>
    <message>
        <source>every client</source>
        <translation>所有客户端</translation>
    </message>
    <message>
        <source>Client %1 (gone)</source>
        <translation>客户端 %1（已离开）</translation>
    </message>
    <message>
        <source>Reaches: %1</source>
        <translation>可送达：%1</translation>
    </message>
    <message>
        <source>Nobody is in a room.</source>
        <translation>没有人在房间里。</translation>
    </message>
    <message>
        <source>Careful: tutorial clients (%1) will take it for their answer.</source>
        <translation>注意：教程客户端（%1 个）会把它当成自己的应答。</translation>
    </message>
    <message>
        <source>No client is connected.</source>
        <translation>没有客户端连接。</translation>
    </message>
    <message>
        <source>This client is gone.</source>
        <translation>这个客户端已经离开。</translation>
    </message>
    <message>
        <source>Careful: this tutorial client will take it for its answer.</source>
        <translation>注意：这个教程客户端会把它当成自己的应答。</translation>
    </message>
    <message>
        <source>Send to</source>
        <translation>发送给</translation>
    </message>
    <message>
        <source>Text to send</source>
        <translation>要发送的文本</translation>
    </message>
    <message>
        <source>Send t&amp;o:</source>
        <translation>发送给(&amp;O)：</translation>
    </message>
    <message>
        <source>This client reads chat frames: one JSON object on a line.</source>
        <translation>此客户端读取聊天帧：一行一个 JSON 对象。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::ServerActions</name>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Find in traffic</source>
        <translation>在收发记录中查找(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>下一个窗格(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation>上一个窗格(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>放大(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>缩小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Normal</source>
        <translation>正常(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Reset the layout</source>
        <translation>恢复默认布局(&amp;R)</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>跟随桌面(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>D&amp;ark</source>
        <translation>深色(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Next row</source>
        <translation>下一行(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous row</source>
        <translation>上一行(&amp;P)</translation>
    </message>
    <message>
        <source>Next of the same &amp;client</source>
        <translation>同一客户端的下一条(&amp;C)</translation>
    </message>
    <message>
        <source>Previous of the sa&amp;me client</source>
        <translation>同一客户端的上一条(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>启动(&amp;S)</translation>
    </message>
    <message>
        <source>Start listening</source>
        <translation>开始监听</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Stop listening and disconnect every client</source>
        <translation>停止监听并断开所有客户端</translation>
    </message>
    <message>
        <source>&amp;Listen settings…</source>
        <translation>监听设置(&amp;L)…</translation>
    </message>
    <message>
        <source>Show the &amp;address in large type</source>
        <translation>大字显示地址(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Copy address</source>
        <translation>复制地址(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Chalkwire Server</source>
        <translation>关于 Chalkwire 服务端(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Traffic</source>
        <translation>收发(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Clients</source>
        <translation>客户端(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>服务端(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Text &amp;size</source>
        <translation>文字大小(&amp;S)</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::ServerWindow</name>
    <message>
        <source>Chalkwire Server</source>
        <translation>Chalkwire 服务端</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Stopping: clients get what is still on its way to them…</source>
        <translation>正在停止：把还没发完的数据发给客户端…</translation>
    </message>
    <message>
        <source>The server is stopped.</source>
        <translation>服务端已停止。</translation>
    </message>
    <message>
        <source>Start it (F5), then clients can connect.</source>
        <translation>按 F5 启动，客户端就能连接。</translation>
    </message>
    <message>
        <source>No traffic yet.</source>
        <translation>还没有收发记录。</translation>
    </message>
    <message>
        <source>Every chunk and message appears here.</source>
        <translation>每个数据块和每条消息都会显示在这里。</translation>
    </message>
    <message>
        <source>From this computer:</source>
        <translation>在本机上运行：</translation>
    </message>
    <message>
        <source>Clients connect to %1. From this computer:</source>
        <translation>客户端连接 %1。在本机上运行：</translation>
    </message>
    <message>
        <source>No client yet.</source>
        <translation>还没有客户端。</translation>
    </message>
    <message>
        <source>Connect a client and send something: every chunk and message appears here.</source>
        <translation>连接一个客户端并发送内容：每个数据块和每条消息都会显示在这里。</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>已复制 %1</translation>
    </message>
    <message>
        <source>Panels in the same place</source>
        <translation>同一位置的面板</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::StatusLine</name>
    <message>
        <source>Clients: %1</source>
        <translation>客户端：%1</translation>
    </message>
    <message>
        <source>Waiting: %1</source>
        <translation>等待：%1</translation>
    </message>
    <message>
        <source>Messages: %1</source>
        <translation>消息：%1</translation>
    </message>
    <message>
        <source>Bytes: %1</source>
        <translation>字节：%1</translation>
    </message>
    <message>
        <source>Records: %1</source>
        <translation>记录：%1</translation>
    </message>
    <message>
        <source>Records: %1 kept, %2 dropped for memory</source>
        <translation>记录：保留 %1，因内存丢弃 %2</translation>
    </message>
    <message>
        <source>Loop: %1, longest %2</source>
        <translation>循环：%1，最长 %2</translation>
    </message>
    <message>
        <source>How long the engine is busy before it looks at its clients again: 99 of 100 times at most, and the longest time, over the last second.</source>
        <translation>引擎在再次查看客户端之前忙碌的时间：最近一秒内 99% 的情况不超过前者，后者为最长一次。</translation>
    </message>
    <message>
        <source>Store: %1, 99 %: %2</source>
        <translation>存储：%1，99 %：%2</translation>
    </message>
    <message>
        <source>%1, waiting: %2</source>
        <translation>%1，等待：%2</translation>
    </message>
    <message>
        <source>How long it takes until what is said is kept: half of the times at most, and 99 of 100 at most, over the last second in which something was said. Waiting: messages that are not kept yet.</source>
        <translation>发言保存需要多久：最近有发言的一秒内，一半不超过前者，100 次中 99 次不超过后者。等待：尚未保存的消息。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ServerGui::Words</name>
    <message>
        <source>TCP</source>
        <translation>TCP</translation>
    </message>
    <message>
        <source>local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>UDP</source>
        <translation>UDP</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>尚未识别</translation>
    </message>
    <message>
        <source>tutorial</source>
        <translation>教程</translation>
    </message>
    <message>
        <source>line</source>
        <translation>行文本</translation>
    </message>
    <message>
        <source>web browser</source>
        <translation>网页浏览器</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>未发言</translation>
    </message>
    <message>
        <source>open</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>closing</source>
        <translation>正在关闭</translation>
    </message>
    <message>
        <source>Every place is taken: it is served when another client leaves.</source>
        <translation>名额已满：有客户端离开后才会得到服务。</translation>
    </message>
    <message>
        <source>It has not sent enough yet to tell what it speaks.</source>
        <translation>它发送的内容还不足以识别协议。</translation>
    </message>
    <message>
        <source>It is being served.</source>
        <translation>正在服务。</translation>
    </message>
    <message>
        <source>Its last bytes are on their way.</source>
        <translation>最后的字节正在发送。</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>细节</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>没有说明原因</translation>
    </message>
    <message>
        <source>the client closed the connection</source>
        <translation>客户端关闭了连接</translation>
    </message>
    <message>
        <source>the client reset the connection</source>
        <translation>客户端重置了连接</translation>
    </message>
    <message>
        <source>the client sent close</source>
        <translation>客户端发送了 close</translation>
    </message>
    <message>
        <source>the client sent /quit</source>
        <translation>客户端发送了 /quit</translation>
    </message>
    <message>
        <source>disconnected here</source>
        <translation>在这里断开</translation>
    </message>
    <message>
        <source>reset here</source>
        <translation>在这里重置</translation>
    </message>
    <message>
        <source>the server stopped</source>
        <translation>服务端已停止</translation>
    </message>
    <message>
        <source>it does not read what is sent to it</source>
        <translation>它不读取发给它的数据</translation>
    </message>
    <message>
        <source>its line was too long</source>
        <translation>它的一行太长</translation>
    </message>
    <message>
        <source>its bytes are not clean text, and strict text is on</source>
        <translation>它的字节不是合法文本，而严格文本已开启</translation>
    </message>
    <message>
        <source>a web request, answered with a page</source>
        <translation>网页请求，已用网页回答</translation>
    </message>
    <message>
        <source>it began TLS, which this server does not speak</source>
        <translation>它开始了 TLS，而此服务端不支持 TLS</translation>
    </message>
    <message>
        <source>it began a line and did not end it</source>
        <translation>它开始了一行但没有结束</translation>
    </message>
    <message>
        <source>silent for too long</source>
        <translation>太久没有数据</translation>
    </message>
    <message>
        <source>the network failed</source>
        <translation>网络出错</translation>
    </message>
    <message>
        <source>closed here</source>
        <translation>在这里关闭</translation>
    </message>
    <message>
        <source>the server said closed</source>
        <translation>服务端回答了 closed</translation>
    </message>
    <message>
        <source>Listening on %1.</source>
        <translation>正在监听 %1。</translation>
    </message>
    <message>
        <source>Could not listen on %1: %2</source>
        <translation>无法监听 %1：%2</translation>
    </message>
    <message>
        <source>Stopped listening.</source>
        <translation>已停止监听。</translation>
    </message>
    <message>
        <source>Client %1 connected from %2.</source>
        <translation>客户端 %1 从 %2 连接。</translation>
    </message>
    <message>
        <source>Client %1 from %2 waits: every place is taken.</source>
        <translation>来自 %2 的客户端 %1 正在等待：名额已满。</translation>
    </message>
    <message>
        <source>Client %1 (%2, %3) left: %4.</source>
        <translation>客户端 %1（%2，%3）离开：%4。</translation>
    </message>
    <message>
        <source>Client %1 (%2, %3) left: %4 (%5).</source>
        <translation>客户端 %1（%2，%3）离开：%4（%5）。</translation>
    </message>
    <message>
        <source>Client %1 speaks: %2.</source>
        <translation>客户端 %1 的类型：%2。</translation>
    </message>
    <message>
        <source>Client %1 is now called %3 (before: %2).</source>
        <translation>客户端 %1 现在叫 %3（之前：%2）。</translation>
    </message>
    <message>
        <source>Client %1 (%2) joined the room %3.</source>
        <translation>客户端 %1（%2）进入房间 %3。</translation>
    </message>
    <message>
        <source>Client %1 (%2) left the room %3.</source>
        <translation>客户端 %1（%2）离开房间 %3。</translation>
    </message>
    <message>
        <source>a zero byte</source>
        <translation>零字节</translation>
    </message>
    <message>
        <source>a character cut in half</source>
        <translation>被截断的字符</translation>
    </message>
    <message>
        <source>bytes that are not UTF-8</source>
        <translation>不是 UTF-8 的字节</translation>
    </message>
    <message>
        <source>Client %1 (%2) sent %3 at byte %4.</source>
        <translation>客户端 %1（%2）在字节 %4 处发送了%3。</translation>
    </message>
    <message>
        <source>New clients cannot be accepted for a moment: %1</source>
        <translation>暂时无法接受新客户端：%1</translation>
    </message>
    <message>
        <source>Connections refused: %1. The last, from %2: its address has too many at once.</source>
        <translation>已拒绝连接：%1 个。最近一个来自 %2：该地址同时打开的连接过多。</translation>
    </message>
    <message>
        <source>Connections refused: %1. The last, from %2: its address connects too often.</source>
        <translation>已拒绝连接：%1 个。最近一个来自 %2：该地址连接过于频繁。</translation>
    </message>
    <message>
        <source>The system lets this program open few files: at most %1 clients are served at once.</source>
        <translation>系统允许本程序打开的文件数较少：最多同时服务 %1 个客户端。</translation>
    </message>
    <message>
        <source>The log file %1 could not be written: %2</source>
        <translation>无法写入日志文件 %1：%2</translation>
    </message>
    <message>
        <source>%1 records came too fast for this window and are not shown.</source>
        <translation>%1 条记录来得太快，没有显示。</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>%1 lines of this log were left out: they came too fast.</source>
        <translation>日志来得太快，有 %1 行未显示。</translation>
    </message>
    <message>
        <source>Nobody was served for %1 ms: %2.</source>
        <translation>%1 毫秒内没有服务任何客户端：%2。</translation>
    </message>
    <message>
        <source>Nobody was served for %1 ms: %2 (client %3).</source>
        <translation>%1 毫秒内没有服务任何客户端：%2（客户端 %3）。</translation>
    </message>
    <message>
        <source>a client that came took so long</source>
        <translation>处理新来的客户端用时太长</translation>
    </message>
    <message>
        <source>what a client sent took so long</source>
        <translation>处理客户端发来的内容用时太长</translation>
    </message>
    <message>
        <source>a client that left took so long</source>
        <translation>处理离开的客户端用时太长</translation>
    </message>
    <message>
        <source>waits that were over took so long</source>
        <translation>处理到期的等待用时太长</translation>
    </message>
    <message>
        <source>telling this window took so long</source>
        <translation>向本窗口报告用时太长</translation>
    </message>
    <message>
        <source>what you asked for took so long</source>
        <translation>处理你的操作用时太长</translation>
    </message>
    <message>
        <source>too much came at once</source>
        <translation>同时到来的内容太多</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>聊天</translation>
    </message>
    <message>
        <source>it sent what is no chat frame</source>
        <translation>它发来的不是聊天帧</translation>
    </message>
    <message>
        <source>it does not answer any more</source>
        <translation>不再回应</translation>
    </message>
    <message>
        <source>it came again over another connection</source>
        <translation>已通过另一个连接重新登录</translation>
    </message>
    <message>
        <source>telling everybody what was said took so long</source>
        <translation>向所有人转达消息耗时过长</translation>
    </message>
    <message>
        <source>The history cannot be opened: %1</source>
        <translation>无法打开历史记录：%1</translation>
    </message>
    <message>
        <source>The history was damaged and set aside as %1. A new one was begun.</source>
        <translation>历史记录已损坏，已另存为 %1，并新建了一份。</translation>
    </message>
    <message>
        <source>The disk is full: what clients say is refused until there is space.</source>
        <translation>磁盘已满：在腾出空间之前，客户端的消息将被拒绝。</translation>
    </message>
    <message>
        <source>The history cannot be written: what clients say is refused.</source>
        <translation>无法写入历史记录：客户端的消息将被拒绝。</translation>
    </message>
    <message>
        <source>The history can be written again.</source>
        <translation>历史记录已可重新写入。</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>同服务端</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
</context>
</TS>
