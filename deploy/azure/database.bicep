// PostgreSQL, reachable from the network of the apps only.
param name string
param location string
param subnet string
param zone string

@secure()
param password string

param size string
param tier string
param storageGigabytes int

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-${uniqueString(resourceGroup().id)}'
  location: location
  sku: { name: size, tier: tier }
  properties: {
    version: '16'
    administratorLogin: 'nightjar'
    administratorLoginPassword: password
    storage: { storageSizeGB: storageGigabytes, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'ZoneRedundant' }
    network: { delegatedSubnetResourceId: subnet, privateDnsZoneArmResourceId: zone }
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: 'nightjar'
  properties: { charset: 'UTF8', collation: 'C.utf8' }
}

output host string = server.properties.fullyQualifiedDomainName
